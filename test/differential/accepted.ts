import type { Disagreement } from './disagreement.ts';

/** Disagreements that the lint keeps, each with its reason. */
export const accepted: readonly {
  readonly reason: string;
  readonly covers: (disagreement: Disagreement) => boolean;
}[] = [];
