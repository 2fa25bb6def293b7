// The journal: the record by which an interrupted replacement is undone or finished. Each entry is on the disk before its
// step begins. The journal lies in the data folder, so every bulkgen that opens the same store finds it, on any machine.
import { hostname } from 'node:os';
import { dirname, join, normalize } from 'node:path/posix';
import { BulkgenError } from '../errors.ts';
import { identifySelf } from '../system/process-identity.ts';
import type { Target } from '../targets/target.ts';
import { ownFolder, removeOwn, type StoreFolder } from './store-folders.ts';

/** One of the two folders of a store, with the inodes that belong there. A store is known by its inodes, not by its path. */
export interface StoreRecord extends StoreFolder {
  /** Inode of the live folder before the swap. Absent until the server is stopped, and where there was no folder. */
  readonly before?: string | undefined;
  /** Inode of the folder that replaces the live one, once that folder is complete. */
  readonly staged?: string | undefined;
}

/** A previous store that is kept until the user returns to it, or the next import is verified. */
export interface KeptStore {
  readonly own: readonly string[];
  readonly stores: readonly StoreRecord[];
}

/** What uses the steps of a replacement beside an import: a dump, which replaces nothing, and a return to the previous store. */
export type Purpose = 'dump' | 'return';

export interface Journal extends KeptStore {
  readonly format: 1;
  /** Absent for an import or a restore. */
  readonly purpose?: Purpose | undefined;
  /** The step that was about to begin; `kept` when the replacement is settled and the previous store is kept. */
  readonly step: string;
  readonly database: string;
  /** For people: the server, and the process that runs the replacement. */
  readonly target: string;
  readonly startedBy: string;
  readonly startedAt: string;
  /** Whether the server was running, and must run again in the end. */
  readonly wasRunning: boolean;
  readonly keepPrevious: boolean;
  /** Whether the server was stopped and the inodes of its live folders are recorded. Nothing is renamed before that. */
  readonly mayHaveSwapped: boolean;
  /** The store that an earlier import kept. */
  readonly kept?: KeptStore | undefined;
}

/** The step that starts a stopped server to query its database before the swap. */
export const queryStep = 'count';

/** Once this step is in the journal, a replacement is only ever finished, never undone. */
export const finalStep = 'settle';

export interface JournalFile {
  /** Undefined where there is no journal. Throws `journal-invalid` for one that this bulkgen cannot have written here. */
  read(): Promise<Journal | undefined>;
  write(journal: Journal): Promise<void>;
  /** Removes the files of a process that was killed while it wrote or closed the journal. */
  tidy(): Promise<void>;
  /** Removes the record of this replacement; what an earlier one kept stays recorded. */
  close(journal: Journal): Promise<void>;
}

/** The journal of a database in the target's data folder; nothing is read or created yet. */
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
      if (journal && belongsHere(journal, target, database)) return journal;
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

/** Whether the journal is of a replacement that is neither settled nor undone. */
export function isUnfinished(journal: Journal | undefined): journal is Journal {
  return journal !== undefined && journal.step !== 'kept';
}

/** Whether the previous store will be kept: one existed, and the user asked for it. */
export function keepsPrevious({ keepPrevious, stores }: Pick<Journal, 'keepPrevious' | 'stores'>): boolean {
  return keepPrevious && stores.some(({ before }) => before !== undefined);
}

/** This process, for people: `process 123 on host (started …)`. */
export async function describeSelf(): Promise<string> {
  const { pid, startTime } = await identifySelf();
  return `process ${pid} on ${hostname()} (started ${startTime})`;
}

function parseJournal(text: string): Journal | undefined {
  try {
    const journal: unknown = JSON.parse(text);
    return isJournal(journal) ? journal : undefined;
  } catch {
    return undefined;
  }
}

/** Checks every field, because a damaged journal must be refused before anything is renamed. */
function isJournal(value: unknown): value is Journal {
  if (!isKeptStore(value)) return false;
  const { format, step, database, target, startedBy, startedAt, wasRunning, keepPrevious, mayHaveSwapped, kept } =
    value as Partial<Journal>;
  return (
    format === 1 &&
    [undefined, 'dump', 'return'].includes((value as Partial<Journal>).purpose) &&
    value.own.length + value.stores.length > 0 &&
    [step, database, target, startedBy, startedAt].every(isText) &&
    [wasRunning, keepPrevious, mayHaveSwapped].every((flag) => typeof flag === 'boolean') &&
    (kept === undefined || isKeptStore(kept))
  );
}

function isKeptStore(value: unknown): value is KeptStore {
  const { own, stores } = (value ?? {}) as Partial<KeptStore>;
  return Array.isArray(own) && own.every(isText) && Array.isArray(stores) && stores.every(isStoreRecord);
}

function isStoreRecord(value: unknown): value is StoreRecord {
  const { live, staging, previous, aside, before, staged } = (value ?? {}) as Partial<StoreRecord>;
  const areInodes = [before, staged].every((inode) => inode === undefined || isText(inode));
  return [live, staging, previous, aside].every(isText) && areInodes;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** bulkgen renames and removes the paths in a journal, so each must lie in bulkgen's folder for this database. */
function belongsHere(
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
  const found = isElsewhere ? 'the journal of another store' : 'a file that this version of bulkgen cannot read';
  return new BulkgenError(
    'journal-invalid',
    `Expected ${path} to be the journal of an import into this store, got ${found}`,
    {
      hint: isElsewhere
        ? `Check that the right store is in its place, then remove ${path}: the data was copied or moved here.`
        : 'Run `bulkgen recover` with the version of bulkgen that wrote the journal. Nothing was changed.',
    },
  );
}
