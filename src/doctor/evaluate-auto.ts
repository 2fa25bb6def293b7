import type { ChosenKind } from '../targets/choose-target.ts';
import type { ProbeResult } from './probe.ts';
import type { Readiness } from './readiness.ts';

export type Kind = ChosenKind['kind'];

export type Readinesses = Readonly<Record<Kind, Readiness>>;

/** The target that an import without `--target` uses. */
export interface AutoChoice {
  /** Null when bulkgen cannot choose. */
  readonly kind: Kind | null;
  readonly reason: string;
  /** Whether the import works without another option. */
  readonly canImport: boolean;
}

export function evaluateAuto({ facts, failure }: ProbeResult<ChosenKind>, targets: Readinesses): AutoChoice {
  if (failure) return { kind: null, reason: failure.message, canImport: false };
  const { kind, reason } = facts;
  const { canImport, option, message } = targets[kind];
  return { kind, reason: reason || message, canImport: canImport && option === null };
}
