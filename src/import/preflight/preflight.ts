// Before bulkgen stops or creates anything, it looks for everything that would make the import fail and reports it together.
import { BulkgenError } from '../../errors.ts';
import type { Import } from '../sources/source.ts';
import { refusePaths, refuseTooLarge } from './files.ts';
import { refuseEdition, refuseMemory, refuseSharedFolder, refuseSpace, refuseUnwritable } from './machine.ts';
import { refuseServer } from './server.ts';

/** A condition of an import. Throws a `BulkgenError` when it is not met. Changes nothing. */
export type Precondition = (work: Import, signal: AbortSignal | undefined) => void | Promise<void>;

const preconditions: readonly Precondition[] = [
  ({ target }) => target.creation?.assertPossible(),
  refusePaths,
  refuseEdition,
  refuseTooLarge,
  refuseSharedFolder,
  refuseUnwritable,
  refuseServer,
];

/** Checked last, because the size of the graph may be known only after its files were read. */
const limits: readonly Precondition[] = [refuseSpace, refuseMemory];

/** Returns every problem. `checkFiles`, the most expensive precondition, runs after the cheap ones. */
export async function findProblems(
  work: Import,
  signal: AbortSignal | undefined,
  checkFiles: Precondition = () => {},
): Promise<readonly BulkgenError[]> {
  const problems: BulkgenError[] = [];
  for (const precondition of [...preconditions, checkFiles, ...limits]) {
    try {
      await precondition(work, signal);
    } catch (error) {
      if (!(error instanceof BulkgenError) || signal?.aborted) throw error;
      problems.push(error);
    }
  }
  return problems;
}

/** Throws the only problem, or `not-ready` with all of them; does nothing when there is none. */
export function refuse(problems: readonly BulkgenError[]): void {
  if (problems.length === 0) return;
  if (problems.length === 1) throw problems[0];
  throw new BulkgenError('not-ready', `The import would fail for ${problems.length} reasons`, {
    hint: 'Fix all problems in the list. Nothing was changed.',
    problems,
  });
}
