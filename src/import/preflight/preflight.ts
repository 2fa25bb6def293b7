// Everything that would make an import fail is looked for before anything is stopped or made, and told at once.
import { BulkgenError } from '../../errors.ts';
import type { Import } from '../sources/source.ts';
import { refusePaths } from './files.ts';
import { refuseMemory } from './memory.ts';
import { refuseEdition } from './options.ts';
import { refuseServer } from './server.ts';
import { refuseSharedFolder } from './shared-folder.ts';
import { refuseSpace } from './space.ts';
import { refuseUnwritable } from './writable.ts';

/** One thing that must be right before an import; throws a `BulkgenError` when it is not. Nothing is changed. */
export type Precondition = (work: Import, signal: AbortSignal | undefined) => void | Promise<void>;

const preconditions: readonly Precondition[] = [
  refusePaths,
  refuseEdition,
  refuseSharedFolder,
  refuseUnwritable,
  refuseServer,
];

/** Looked for last, for only files that were read are known to be so large. */
const limits: readonly Precondition[] = [refuseSpace, refuseMemory];

/** Everything that is wrong; `more` is looked at when all is right that costs little to know. */
export async function findProblems(
  work: Import,
  signal: AbortSignal | undefined,
  more: Precondition = () => {},
): Promise<readonly BulkgenError[]> {
  const problems: BulkgenError[] = [];
  for (const precondition of [...preconditions, more, ...limits]) {
    try {
      await precondition(work, signal);
    } catch (error) {
      if (!(error instanceof BulkgenError) || signal?.aborted) throw error;
      problems.push(error);
    }
  }
  return problems;
}

/** Throws the one thing that is wrong, or `not-ready` with all of them. */
export function refuse(problems: readonly BulkgenError[]): void {
  if (problems.length === 0) return;
  if (problems.length === 1) throw problems[0];
  throw new BulkgenError('not-ready', `The import cannot work, for ${problems.length} reasons`, {
    hint: 'Nothing was changed.',
    problems,
  });
}
