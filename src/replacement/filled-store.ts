// Which stores of its own server bulkgen filled, and whether anything was written to them since. A record in the data folder
// names the two folders of each such store by their inodes, and the last transaction when the store was verified. Starting,
// stopping and reading add no transaction (observed on 5.26.30 and 2026.08.1), so an unchanged store has the same last one.
import { join } from 'node:path/posix';
import { BulkgenError } from '../errors.ts';
import { countNodes } from '../neo4j/count.ts';
import { type Database, readLastTransaction } from '../neo4j/driver.ts';
import { listSchemaNames } from '../neo4j/indexes.ts';
import { formatCount } from '../system/format-number.ts';
import type { Target } from '../targets/target.ts';
import { queryBeforeSwap } from './connect.ts';
import type { StoreRecord } from './journal.ts';
import { readStoppedTransaction, transactionOf } from './last-transaction.ts';
import { ownFolder } from './store-folders.ts';

/** A store that bulkgen filled and verified. */
interface FilledStore {
  readonly inodes: readonly string[];
  /** The bookmark of the last transaction. */
  readonly lastTransaction: string;
}

type FilledStores = Readonly<Record<string, FilledStore>>;

/**
 * Reads what `recordFilled` needs from a new database, before it is verified, so that bulkgen notices a change during the
 * verification.
 */
export async function readOwnTransaction(target: Target, opened: Database): Promise<string | undefined> {
  return target.isOwn ? readLastTransaction(opened) : undefined;
}

/** Records that bulkgen filled the live store of a database. Without the record, removing the store needs `--force`. */
export async function recordFilled(
  target: Target,
  database: string,
  {
    stores,
    lastTransaction,
  }: { readonly stores: readonly StoreRecord[]; readonly lastTransaction: string | undefined },
): Promise<void> {
  if (lastTransaction === undefined) return;
  const inodes = stores.map(({ staged = '' }) => staged);
  const filled: FilledStores = { ...(await readRecord(target)), [database]: { inodes, lastTransaction } };
  await target.files.write(recordPath(target), `${JSON.stringify(filled, undefined, 2)}\n`);
}

/**
 * Throws `database-not-empty` when a server of bulkgen holds data that bulkgen did not make: a database that was changed after
 * bulkgen filled it, or a store that an import kept. Also throws it when it cannot find that out. Starts a stopped server
 * where that is necessary, and stops it again. Does nothing for an empty database without constraints and indexes.
 */
export async function refuseUserData(target: Target, signal?: AbortSignal): Promise<void> {
  const { files, dataFolder } = target;
  const filled = await readRecord(target);
  const databases = join(dataFolder, 'databases');
  const names = await files.list(databases);
  if ((await files.exists(databases)) && !names.includes('system')) {
    throw holdsData(target, `Could not read ${databases} of ${target.description}`); // a server that ran once has `system`
  }
  for (const name of names) {
    if (name === 'system' || name === 'store_lock') continue;
    if ((await files.list(ownFolder(dataFolder, name))).length > 0) throw holdsKeptStore(target, name);
    if (!(await isUnchanged(target, name, filled[name], signal)))
      await refuseFilled(target, name, filled[name], signal);
  }
}

/** Compares the last transaction without starting a stopped server. */
async function isUnchanged(
  target: Target,
  name: string,
  filled: FilledStore | undefined,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  if (!filled || !(await isSameStore(target, name, filled)) || (await target.isRunning())) return false;
  const found = await readStoppedTransaction(target, name, signal);
  return found !== undefined && found === transactionOf(filled.lastTransaction);
}

async function refuseFilled(
  target: Target,
  name: string,
  filled: FilledStore | undefined,
  signal: AbortSignal | undefined,
): Promise<void> {
  const query = async (database: Database) => ({
    nodes: await countNodes(database),
    schema: await listSchemaNames(database),
    lastTransaction: await readLastTransaction(database),
  });
  const found = await queryBeforeSwap({ target, database: name }, query, signal).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    const reason = (cause as Error).message;
    throw holdsData(
      target,
      `Could not find out what database \`${name}\` of ${target.description} holds: ${reason}`,
      cause,
    );
  });
  if (found.nodes === 0 && found.schema.length === 0) return;
  const isRecorded = filled !== undefined && (await isSameStore(target, name, filled));
  if (isRecorded && filled.lastTransaction === found.lastTransaction) return;
  if (found.nodes === 0) {
    const names = found.schema.map((element) => `\`${element}\``).join(', ');
    throw holdsData(target, `Database \`${name}\` of ${target.description} holds constraints or indexes: ${names}`);
  }
  const nodes = `${formatCount(found.nodes)} ${found.nodes === 1 ? 'node' : 'nodes'}`;
  const reason = isRecorded ? 'was changed after bulkgen filled it' : 'was not filled by this version of bulkgen';
  throw holdsData(target, `Database \`${name}\` of ${target.description} holds ${nodes} and ${reason}`);
}

/** Whether the live folders are those that bulkgen filled, and no others by the same path. */
async function isSameStore({ files, dataFolder, transactionFolder }: Target, name: string, { inodes }: FilledStore) {
  const live = [join(dataFolder, 'databases', name), join(transactionFolder, name)];
  const found = await Promise.all(live.map(async (path) => (await files.inspect(path))?.inode));
  return found.every((inode, index) => inode !== undefined && inode === inodes[index]);
}

function holdsData({ kind }: Target, message: string, cause?: unknown): BulkgenError {
  const save = `bulkgen snapshot create mine --database --target ${kind}`;
  return new BulkgenError('database-not-empty', message, {
    hint: `Save it with \`${save}\`, or add --force to delete it. Nothing was changed.`,
    cause,
  });
}

function holdsKeptStore({ kind, description, dataFolder }: Target, name: string): BulkgenError {
  const message = `A store that an import kept, moved aside or did not finish is in ${ownFolder(dataFolder, name)} of ${description}`;
  return new BulkgenError('database-not-empty', message, {
    hint: `See what \`bulkgen recover --target ${kind}\` does about it, or add --force to delete it. Nothing was changed.`,
  });
}

async function readRecord(target: Target): Promise<FilledStores> {
  const text = await target.files.read(recordPath(target)).catch(() => '{}');
  try {
    return JSON.parse(text);
  } catch {
    return {}; // an incomplete file counts as no record
  }
}

function recordPath({ dataFolder }: Target): string {
  return join(dataFolder, '.bulkgen-filled.json');
}
