import type { Unwell } from './finding.ts';

/** Whether an import into a target could begin now. */
export interface Readiness {
  readonly canImport: boolean;
  /** What it would be imported into, or why it cannot be. */
  readonly message: string;
  /** What must be named on the command line for it: `--container neo4j`; null when nothing must. */
  readonly option: string | null;
  /** What it would take, a sentence each; empty when it can. */
  readonly needs: readonly string[];
}

export function describeReady(message: string, option: string | null = null): Readiness {
  return { canImport: true, message, option, needs: [] };
}

/** Not ready, for these reasons, of which there is one at least. */
export function describeUnready(reasons: readonly Pick<Unwell, 'message' | 'cure'>[]): Readiness {
  return {
    canImport: false,
    message: reasons.map(({ message }) => message).join('; '),
    option: null,
    needs: [...new Set(reasons.map(({ cure }) => cure))],
  };
}
