import type { Problem } from './check.ts';

/** Whether an import into a target can start now. */
export interface Readiness {
  readonly canImport: boolean;
  /** The server that would be used, or why there is none. */
  readonly message: string;
  /** An option that the import needs, such as `--container neo4j`; null when it needs none. */
  readonly option: string | null;
  /** What to do first, one sentence each; empty when the import can start. */
  readonly needs: readonly string[];
}

export function describeReady(message: string, option: string | null = null): Readiness {
  return { canImport: true, message, option, needs: [] };
}

/** Not ready, with at least one reason. */
export function describeUnready(reasons: readonly Pick<Problem, 'message' | 'cure'>[]): Readiness {
  return {
    canImport: false,
    message: reasons.map(({ message }) => message).join('; '),
    option: null,
    needs: [...new Set(reasons.map(({ cure }) => cure))],
  };
}
