// The record that lets an interrupted import be undone or finished. It is on the disk before a step begins, in the data
// folder of the store it is about: whoever opens that store next, on whatever machine, finds it there.
import { hostname } from 'node:os';
import { dirname, join, normalize } from 'node:path/posix';
import { BulkgenError } from '../errors.ts';
import { identifySelf } from '../system/process-identity.ts';
import type { Target } from '../targets/target.ts';
import { ownFolder, removeOwn, type StoreFolder } from './store-folders.ts';

/** A folder with the inodes of what belongs there: a store is known by them, never by its path. */
export interface StoreRecord extends StoreFolder {
  /** Of the live folder once the server was stopped; absent when there was none, and until then. */
  readonly before?: string | undefined;
  /** Of the folder that replaces it, once it is whole. */
  readonly staged?: string | undefined;
}

/** A replaced store, which waits until somebody goes back to it or the next import is proven. */
export interface KeptStore {
  readonly own: readonly string[];
  readonly stores: readonly StoreRecord[];
}

export interface Journal extends KeptStore {
  readonly format: 1;
  /** The step that was about to begin; `kept` when all is settled and the store before is kept. */
  readonly step: string;
  readonly database: string;
  /** For people: the server, and the process that is at it. */
  readonly target: string;
  readonly startedBy: string;
  readonly startedAt: string;
  /** Whether the server ran, and is to run again. */
  readonly wasRunning: boolean;
  readonly keepPrevious: boolean;
  /** Whether the server was stopped for the swap and the inodes of its live folders are noted; nothing moves before. */
  readonly mayHaveSwapped: boolean;
  /** What an earlier import kept. */
  readonly kept?: KeptStore | undefined;
}

/** The step for which a server that does not run is started, to ask what its database holds. */
export const askStep = 'count';

/** The step from which on a replacement is only ever finished, never undone. */
export const finalStep = 'settle';

export interface JournalFile {
  /** Throws `journal-invalid` for what no bulkgen of this version wrote. */
  read(): Promise<Journal | undefined>;
  write(journal: Journal): Promise<void>;
  /** Removes what a process left that was killed while it wrote or closed the journal. */
  tidy(): Promise<void>;
  /** Ends the record of a replacement, but goes on with what an earlier one kept. */
  close(journal: Journal): Promise<void>;
}

/** The journal of a database. */
export function openJournal(
  target: Pick<Target, 'files' | 'dataFolder' | 'transactionFolder'>,
  database: string,
): JournalFile {
  const { files, dataFolder } = target;
  const folder = ownFolder(dataFolder, database);
  const path = join(folder, 'journal.json');
  const write = (journal: Journal): Promise<void> => files.write(path, `${JSON.stringify(journal, undefined, 2)}\n`);
  return {
    async read() {
      if (!(await files.inspect(path))) return undefined;
      const journal = parseJournal(await files.read(path));
      if (journal && isOfThisPlace(journal, target, database)) return journal;
      throw invalid(path, journal !== undefined);
    },
    write,
    async tidy() {
      for (const name of await files.list(folder)) {
        if (name.startsWith('journal.json.')) await files.remove(join(folder, name));
      }
      if (await files.removeEmpty(folder)) await files.removeEmpty(dirname(folder));
    },
    async close(journal) {
      if (journal.kept) return write({ ...journal, ...journal.kept, step: 'kept', kept: undefined });
      await removeOwn(files, path);
    },
  };
}

/** Whether a replacement was neither settled nor undone. */
export function isUnfinished(journal: Journal | undefined): journal is Journal {
  return journal !== undefined && journal.step !== 'kept';
}

/** Whether the store before will be kept: there was one, and it is wanted. */
export function keepsPrevious({ keepPrevious, stores }: Pick<Journal, 'keepPrevious' | 'stores'>): boolean {
  return keepPrevious && stores.some(({ before }) => before !== undefined);
}

/** `process 123 on host`. */
export async function describeSelf(): Promise<string> {
  const { pid, startTime } = await identifySelf();
  return `process ${pid} on ${hostname()} (started ${startTime})`;
}

function parseJournal(text: string): Journal | undefined {
  try {
    const journal = JSON.parse(text) as Journal;
    return journal.format === 1 && journal.own.length + journal.stores.length > 0 ? journal : undefined;
  } catch {
    return undefined;
  }
}

/** Whatever a journal names is moved and removed, so it must be this database's and bulkgen's own, here. */
function isOfThisPlace(
  { own, stores, kept }: Journal,
  { dataFolder, transactionFolder }: Pick<Target, 'dataFolder' | 'transactionFolder'>,
  database: string,
): boolean {
  const homes = [dataFolder, transactionFolder].map((folder) => `${ownFolder(folder, database)}/`);
  const isOwn = (path: string): boolean =>
    homes.some((home) => path.startsWith(home) && path.length > home.length) && normalize(path) === path;
  const live = [join(dataFolder, 'databases', database), join(transactionFolder, database)];
  const records = [...stores, ...(kept?.stores ?? [])];
  return (
    [
      ...own,
      ...(kept?.own ?? []),
      ...records.flatMap(({ staging, previous, aside }) => [staging, previous, aside]),
    ].every(isOwn) && records.every((record) => live.includes(record.live))
  );
}

function invalid(path: string, isElsewhere: boolean): BulkgenError {
  const found = isElsewhere ? 'one of another place' : 'something else';
  return new BulkgenError(
    'journal-invalid',
    `Expected ${path} to be the journal of an import into this store, got ${found}`,
    {
      hint: isElsewhere
        ? 'The data was copied or moved here. If the right store is in its place, remove that file.'
        : 'A newer bulkgen may have written it: recover with that one. The stores beside it were not touched.',
    },
  );
}
