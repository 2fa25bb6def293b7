// A dump is of a store that nobody uses: the server is stopped for it and started again, as by an import that is always undone.
import type { Writable } from 'node:stream';
import { BulkgenError } from '../../errors.ts';
import type { Database } from '../../neo4j/driver.ts';
import { type ProgressListener, trackStep } from '../../progress/tracker.ts';
import { queryBeforeSwap } from '../../replacement/connect.ts';
import { withExclusiveTarget } from '../../replacement/exclusive.ts';
import { askStep } from '../../replacement/journal.ts';
import { recoverUnlocked } from '../../replacement/recover.ts';
import { beginReplacement, type Replacement } from '../../replacement/replacement.ts';
import type { Step } from '../../replacement/run.ts';
import { replaceStore } from '../../replacement/run.ts';
import { stop } from '../../replacement/steps.ts';
import { undo } from '../../replacement/undo.ts';
import type { Target } from '../../targets/target.ts';
import { adminFailed } from './failed.ts';

export interface DumpOptions {
  readonly target: Target;
  readonly database?: string;
  /** Looks at the database before it is dumped; a server that is stopped is started for it. */
  readonly look?: (database: Database) => Promise<void>;
  /** Opens what takes the bytes, when there are some. */
  readonly open: () => Writable;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
  /** As of an import. */
  readonly onStep?: ((name: string) => void | Promise<void>) | undefined;
}

/**
 * Dumps a database by `neo4j-admin database dump`; a server that ran runs again afterwards, also after an error, and after a
 * `kill -9` by `recoverImport` or the next import. Throws `database-unknown` where there is no store, `admin-failed` and what
 * stopping and starting throws.
 */
export async function dumpStore(options: DumpOptions): Promise<void> {
  const { target, database = 'neo4j', signal, onProgress, onStep } = options;
  await withExclusiveTarget(target, database, async () => {
    await recoverUnlocked(target, database);
    const work = await beginReplacement({ target, database, keepPrevious: false, onProgress });
    await refuseMissing(work);
    await replaceStore(dumpSteps(options), work, { signal, onStep });
    await undo(work);
  });
}

/** The steps of a dump. */
export function dumpSteps({ look, open }: Pick<DumpOptions, 'look' | 'open'>): readonly Step[] {
  return [
    {
      name: askStep,
      isNeeded: () => look !== undefined,
      run: (work, signal) => queryBeforeSwap(work, look!, signal),
    },
    stop,
    {
      name: 'dump',
      run: (work, signal) =>
        trackStep(
          work.onProgress,
          { name: 'dump', message: 'Dumping the database', finished: 'Dumped the database' },
          () => dump(work, open, signal),
        ),
    },
  ];
}

async function refuseMissing({ target, database, journal }: Replacement): Promise<void> {
  if (await target.files.exists(journal.stores[0]!.live)) return;
  throw new BulkgenError('database-unknown', `${target.description} has no store of database \`${database}\``, {
    hint: 'Name another with --database, or fill this one first with `bulkgen import`.',
  });
}

async function dump(
  { target, database }: Replacement,
  open: () => Writable,
  signal: AbortSignal | undefined,
): Promise<void> {
  const output = open();
  output.on('error', () => {}); // it may come before anybody reads; what became of it is asked below
  const args = ['database', 'dump', database, '--to-stdout'];
  const result = await target.runAdmin(args, { output, signal }).catch((error: unknown) => {
    output.destroy();
    const cause = signal?.aborted ? undefined : output.errored;
    if (!cause) throw error;
    throw new BulkgenError('write-failed', `Could not write the dump: ${cause.message}`, {
      hint: 'Nothing was changed. Make room where the snapshot is to be, then try again.',
      cause,
    });
  });
  if (result.exitCode === 0) return;
  const hint =
    'Nothing was changed. Of a server that was killed no dump is made until it was started and stopped again.';
  throw adminFailed(result, { hint });
}
