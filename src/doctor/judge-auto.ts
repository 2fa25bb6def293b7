import type { ChosenKind } from '../targets/choose-target.ts';
import type { Seen } from './look.ts';
import type { Readiness } from './readiness.ts';

export type Kind = ChosenKind['kind'];

export type Readinesses = Readonly<Record<Kind, Readiness>>;

/** What an import without `--target` would do. */
export interface AutoChoice {
  /** Null when it could not tell. */
  readonly kind: Kind | null;
  readonly reason: string;
  /** Whether it would work without another option. */
  readonly canImport: boolean;
}

export function judgeAuto({ facts, failure }: Seen<ChosenKind>, targets: Readinesses): AutoChoice {
  if (failure) return { kind: null, reason: failure.message, canImport: false };
  const { kind, reason } = facts;
  const { canImport, option, message } = targets[kind];
  return { kind, reason: reason || message, canImport: canImport && option === null };
}
