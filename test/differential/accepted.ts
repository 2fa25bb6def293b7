import type { Disagreement } from './disagreement.ts';

/** Disagreements that the lint keeps, each with its reason. */
export const accepted: readonly {
  readonly reason: string;
  readonly covers: (disagreement: Disagreement) => boolean;
}[] = [
  {
    reason:
      'A header names an unknown reference system. The importer notices it at the first point that does not name one.',
    covers: ({ type, kind }) => type === 'point{crs:mars}' && kind === 'false alarm',
  },
];
