import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BulkgenError, explainFileSystem, throwIfAborted } from '../errors.ts';
import { filesOf, manifestName } from '../export/manifest.ts';
import { graphOf } from '../export/manifest-graph.ts';
import { readManifest } from '../export/read-manifest.ts';
import { connectionOf } from '../import/connection-of.ts';
import { type DumpOptions, dumpStore } from '../import/dump-store.ts';
import { importGraph } from '../import/import-graph.ts';
import { refuseIncomplete } from '../import/preflight/files.ts';
import type { Graph } from '../model/graph.ts';
import { type Database, useDatabase } from '../neo4j/driver.ts';
import { readLastTransaction } from '../neo4j/last-transaction.ts';
import { trackBytes } from '../progress/track-bytes.ts';
import { type ProgressListener, ProgressTracker } from '../progress/tracker.ts';
import { hashFile } from '../target/checksum.ts';
import { openEmbedded } from '../target/embedded.ts';
import { localFiles } from '../target/local-files.ts';
import { findFreePort } from '../target/port.ts';
import type { Target } from '../target/target.ts';
import { withTemporaryFolder } from '../target/temporary-folder.ts';
import { type DatabaseContent, readContent } from '../verify/database-content.ts';
import { verifyFiles } from '../verify/verify-files.ts';
import { version } from '../version.ts';
import { type ArchiveMember, writeArchive } from './archive.ts';
import { describeSnapshot } from './describe-snapshot.ts';
import {
  type Answer,
  csvFolder,
  dumpName,
  formatSnapshotManifest,
  type RecordedContent,
  readmeName,
  type SnapshotManifest,
  snapshotManifestName,
} from './snapshot-manifest.ts';

/** What a snapshot is made of. */
export type SnapshotContent =
  | {
      /** An export of one of bulkgen's models. */
      readonly kind: 'export';
      readonly folder: string;
      /** `recipe`: nothing but what it takes to make it anew; `dump`: the database that an import makes of it. */
      readonly holds: 'recipe' | 'dump';
      /** The files of the export, too. */
      readonly csv?: boolean;
      /** Of the embedded Neo4j that dumps it, as `openEmbedded` takes it. */
      readonly neo4jVersion?: string | undefined;
    }
  | { readonly kind: 'database'; readonly target: Target; readonly database?: string };

export interface CreateSnapshotOptions {
  readonly name: string;
  /** The file to write; its folder is made. */
  readonly path: string;
  readonly content: SnapshotContent;
  /** Replace the file. */
  readonly force?: boolean;
  readonly env?: NodeJS.ProcessEnv | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
  /** Told the step of a dump, as by an import. */
  readonly onStep?: ((name: string) => void | Promise<void>) | undefined;
}

export interface CreatedSnapshot {
  readonly path: string;
  readonly bytes: number;
  readonly manifest: SnapshotManifest;
}

/**
 * Packs a finished data set into one file, which is there whole or not at all. Of an export a database is made on an embedded
 * server of its own that nobody else sees; a database is dumped where it is, and its server stops for that. Throws
 * `snapshot-exists`, and what exporting, importing and dumping throws.
 */
export async function createSnapshot(options: CreateSnapshotOptions): Promise<CreatedSnapshot> {
  const { path, force = false, signal } = options;
  if (!force) await refuseExisting(path);
  const creating = withTemporaryFolder(dirname(path), async (folder) => {
    const { content } = options;
    const packed =
      content.kind === 'export'
        ? await packExport(content, options, folder)
        : await packDatabase(content, options, folder);
    const draft = join(folder, 'snapshot');
    const manifest = await write(packed, draft, options);
    if (!force) await refuseExisting(path); // somebody may have made it meanwhile
    await localFiles.rename(draft, path);
    return { path, bytes: (await stat(path)).size, manifest };
  });
  return creating.catch((error: unknown) => {
    throwIfAborted(signal); // streams throw an error of their own for it
    const hint = 'Its folder must be writable, and have space for it twice.';
    throw explainFileSystem(error, `Could not write the snapshot ${path}`, hint);
  });
}

type Packed = Pick<SnapshotManifest, 'neo4j' | 'export' | 'answers' | 'content'> & {
  readonly files: readonly PackedFile[];
};

interface PackedFile {
  readonly path: string;
  /** On this machine. */
  readonly source: string;
}

async function packExport(
  { folder, holds, csv, neo4jVersion }: Extract<SnapshotContent, { kind: 'export' }>,
  options: CreateSnapshotOptions,
  temporary: string,
): Promise<Packed> {
  const { signal, onProgress } = options;
  const manifest = await readManifest(folder);
  const graph = graphOf(manifest);
  refuseIncomplete(manifest, graph); // nobody could restore it
  await verifyFiles(folder, { depth: 'hashes', signal, onProgress });
  const files: PackedFile[] = [];
  let neo4j: string | undefined;
  if (holds === 'dump') {
    const homes = join(temporary, 'homes');
    const boltPort = await findFreePort(); // the usual ones are for a server that lasts
    const ports = { boltPort, httpPort: await findFreePort([boltPort]) };
    const target = await openEmbedded({ version: neo4jVersion, env: options.env, homes, ...ports, signal, onProgress });
    neo4j = target.version;
    try {
      await importGraph({ folder, target, full: true, signal, onProgress });
      files.push(await dump({ target }, options, temporary));
    } finally {
      await target.stop();
    }
  }
  if (csv) {
    const names = [manifestName, ...filesOf(manifest).map((file) => file.path)];
    files.push(...names.map((name) => ({ path: `${csvFolder}${name}`, source: join(folder, name) })));
  }
  return { ...(neo4j !== undefined && { neo4j }), export: manifest, answers: answerAll(graph), files };
}

function answerAll(graph: Graph): readonly Answer[] {
  return graph.model.queries.map(({ question, cypher, answer }) => ({ question, cypher, rows: answer(graph) }));
}

async function packDatabase(
  { target, database = 'neo4j' }: Extract<SnapshotContent, { kind: 'database' }>,
  options: CreateSnapshotOptions,
  temporary: string,
): Promise<Packed> {
  const { signal, onProgress } = options;
  let content: DatabaseContent | undefined;
  let last: string | undefined;
  const look = async (opened: Database): Promise<void> => {
    last = await readLastTransaction(opened);
    content = await readContent(opened, { signal, onProgress });
  };
  const wasRunning = await target.isRunning();
  const file = await dump({ target, database, look }, options, temporary);
  if (wasRunning) await refuseChanged(target, database, last!, signal);
  return { neo4j: target.version, content: record(content!), files: [file] };
}

/** What was written between the count and the dump is in one of them alone. */
async function refuseChanged(
  target: Target,
  database: string,
  last: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const connection = await connectionOf(target, database)();
  if ((await useDatabase(connection, readLastTransaction, signal)) === last) return;
  throw new BulkgenError(
    'database-changed',
    `Somebody wrote into database \`${database}\` at ${connection.uri} while it was packed`,
    {
      hint: 'Nothing was changed, and there is no snapshot. Try again when nobody writes.',
    },
  );
}

async function dump(
  from: Pick<DumpOptions, 'target' | 'database' | 'look'>,
  { signal, onProgress, onStep }: CreateSnapshotOptions,
  folder: string,
): Promise<PackedFile> {
  const source = join(folder, dumpName);
  await dumpStore({ ...from, signal, onProgress, onStep, open: () => createWriteStream(source) });
  return { path: dumpName, source };
}

async function write(
  { files, ...made }: Packed,
  draft: string,
  { name, signal, onProgress }: CreateSnapshotOptions,
): Promise<SnapshotManifest> {
  const readme = describeSnapshot({ name, ...made });
  const members = [toMember(readmeName, readme)];
  for (const { path, source } of files) {
    const { size } = await stat(source);
    members.push({ path, bytes: size, sha256: await hashFile(source, signal), read: () => createReadStream(source) });
  }
  const manifest: SnapshotManifest = {
    format: 1,
    ...{ name, bulkgen: version, ...made },
    members: members.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 })),
  };
  const all = [toMember(snapshotManifestName, formatSnapshotManifest(manifest)), ...members];
  const tracker = new ProgressTracker(onProgress);
  tracker.start('pack', { message: 'Pack', total: all.reduce((sum, { bytes }) => sum + bytes, 0), unit: 'bytes' });
  await writeArchive(
    draft,
    all.map((member) => ({ ...member, read: () => trackBytes(member.read(), tracker) })),
    signal,
  );
  tracker.finish();
  return manifest;
}

function toMember(path: string, text: string): ArchiveMember & { readonly sha256: string } {
  const bytes = Buffer.from(text);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { path, bytes: bytes.length, sha256, read: () => once(bytes) };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function record({ labels, types, ...content }: DatabaseContent): RecordedContent {
  const sort = (counts: ReadonlyMap<string, number>) => [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...content, labels: sort(labels), types: sort(types) };
}

/** Throws `snapshot-exists`. */
export async function refuseExisting(path: string): Promise<void> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (!isThere) return;
  throw new BulkgenError('snapshot-exists', `There is a snapshot ${path} already`, {
    hint: 'Give another name, or replace it with --force.',
  });
}
