// neo4j-admin dumps only a store that no server uses. So bulkgen runs a dump like an import that is always undone: it stops
// the server, dumps the store and starts the server again.
import type { Writable } from 'node:stream';
import { BulkgenError, cureFor } from '../../errors.ts';
import type { Database } from '../../neo4j/driver.ts';
import type { ProgressListener } from '../../progress/progress.ts';
import { trackStep } from '../../progress/tracker.ts';
import { queryBeforeSwap } from '../../replacement/connect.ts';
import { withExclusiveTarget } from '../../replacement/exclusive.ts';
import { queryStep } from '../../replacement/journal.ts';
import { recoverUnlocked } from '../../replacement/recover.ts';
import { beginReplacement, type Replacement } from '../../replacement/replacement.ts';
import { replaceStore, type Step } from '../../replacement/run.ts';
import { stop } from '../../replacement/steps.ts';
import { undo } from '../../replacement/undo.ts';
import type { Target } from '../../targets/target.ts';
import { adminFailed } from './failure.ts';

export interface DumpOptions {
  readonly target: Target;
  readonly database?: string;
  /** Reads from the database before the dump; bulkgen starts a stopped server for it. */
  readonly beforeDump?: (database: Database) => Promise<void>;
  /** Opens the stream that the dump is written to. */
  readonly open: () => Writable;
  /** The folder that the stream writes to, for a message. */
  readonly place: string;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
  /** As in `ImportOptions`. */
  readonly onStep?: ((name: string) => void | Promise<void>) | undefined;
}

/**
 * Dumps a database with `neo4j-admin database dump`. A server that was running runs again afterwards, also after an error;
 * after a `kill -9`, `recoverImport` or the next import starts it. Throws `database-unknown` where there is no store,
 * `write-failed`, `admin-failed`, and the errors of stopping and starting.
 */
export async function dumpStore(options: DumpOptions): Promise<void> {
  const { target, database = 'neo4j', signal, onProgress, onStep } = options;
  await withExclusiveTarget(target, database, async () => {
    await recoverUnlocked(target, database);
    const work = await beginReplacement({ target, database, purpose: 'dump', keepPrevious: false, onProgress });
    await refuseMissing(work);
    await replaceStore(dumpSteps(options), work, { signal, onStep });
    await undo(work);
  });
}

type DumpOutput = Pick<DumpOptions, 'open' | 'place'>;

/** The steps of a dump. */
export function dumpSteps({ beforeDump, ...output }: DumpOutput & Pick<DumpOptions, 'beforeDump'>): readonly Step[] {
  return [
    {
      name: queryStep,
      isNeeded: () => beforeDump !== undefined,
      run: (work, signal) => queryBeforeSwap(work, beforeDump!, signal),
    },
    stop,
    {
      name: 'dump',
      run: (work, signal) =>
        trackStep(
          work.onProgress,
          { name: 'dump', message: 'Dumping the database', finished: 'Dumped the database' },
          () => dump(work, output, signal),
        ),
    },
  ];
}

async function refuseMissing({ target, database, journal }: Replacement): Promise<void> {
  if (await target.files.exists(journal.stores[0]!.live)) return;
  throw new BulkgenError('database-unknown', `${target.description} has no store of database \`${database}\``, {
    hint: 'Name another database with --database, or fill this one with `bulkgen import` first.',
  });
}

async function dump(
  { target, database }: Replacement,
  { open, place }: DumpOutput,
  signal: AbortSignal | undefined,
): Promise<void> {
  const output = open();
  output.on('error', () => {}); // it may come before neo4j-admin writes; `output.errored` is read below
  const args = ['database', 'dump', database, '--to-stdout'];
  const result = await target.runAdmin(args, { output, signal }).catch((error: unknown) => {
    output.destroy();
    const cause = signal?.aborted ? undefined : output.errored;
    if (!cause) throw error;
    const cure = cureFor(cause, 'the folder');
    throw new BulkgenError('write-failed', `Could not write the dump to ${place}: ${cause.message}`, {
      hint: `${cure.charAt(0).toUpperCase()}${cure.slice(1)}, then try again. Nothing was changed.`,
      cause,
    });
  });
  if (result.exitCode === 0) return;
  const hint =
    'Start and stop the server once if it was killed: neo4j-admin dumps no store after a crash. Nothing was changed.';
  throw adminFailed(result, { hint });
}
