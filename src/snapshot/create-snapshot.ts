import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { BulkgenError, explainFileSystem, throwIfAborted } from '../errors.ts';
import { checkOptions, type OptionForms } from '../options/check-options.ts';
import type { ProgressListener } from '../progress/progress.ts';
import { ProgressTracker, trackBytes } from '../progress/tracker.ts';
import { hashFile } from '../system/checksum.ts';
import { canAccess, localFiles } from '../system/local-files.ts';
import { withTemporaryFolder } from '../system/temporary-folder.ts';
import { version } from '../version.ts';
import { type ArchiveMember, archiveSuffix, writeArchive } from './archive.ts';
import { describeSnapshot } from './describe-snapshot.ts';
import { type DatabaseToPack, packDatabase } from './pack-database.ts';
import type { PackedContent } from './pack-dump.ts';
import { type ExportToPack, packExport } from './pack-export.ts';
import {
  formatSnapshotManifest,
  readmeName,
  type SnapshotManifest,
  snapshotManifestName,
} from './snapshot-manifest.ts';
import { checkSnapshotFile, checkSnapshotName, placeSnapshot } from './snapshot-store.ts';

/** The data that a snapshot is created from. */
export type SnapshotContent = ExportToPack | DatabaseToPack;

/** What to pack, and where. */
export interface CreateSnapshotOptions {
  /** A name, for the folder of this user's snapshots, or a file that ends with `.tar.zst`. Its folder is created. */
  readonly snapshot: string;
  /** The name that the snapshot records. By default that of `snapshot`. */
  readonly name?: string | undefined;
  /** The data to pack. */
  readonly content: SnapshotContent;
  /** Whether to replace an existing file. */
  readonly force?: boolean | undefined;
  /** Environment variables in place of `process.env`. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** Stops the work with the error `interrupted`, whose cause is the reason of the signal. */
  readonly signal?: AbortSignal | undefined;
  /** Called with the progress of each step. */
  readonly onProgress?: ProgressListener | undefined;
  /** Called at each step of a dump, as by an import. */
  readonly onStep?: ((name: string) => void | Promise<void>) | undefined;
}

/** A snapshot that was written. */
export interface CreatedSnapshot {
  readonly path: string;
  readonly bytes: number;
  readonly manifest: SnapshotManifest;
}

/**
 * Packs a data set into one file. An error leaves no incomplete file. For a dump of an export, bulkgen imports the export into a
 * temporary embedded server. A database is dumped by its own server, which stops for the dump. Throws `snapshot-exists`, and
 * what verifying, importing and dumping throws.
 */
export async function createSnapshot(options: CreateSnapshotOptions): Promise<CreatedSnapshot> {
  checkOptions('createSnapshot', options, optionForms);
  checkContent(options.content);
  const { content, force = false, env, signal, onProgress, onStep } = options;
  const path = placeSnapshot(options.snapshot, env);
  const name = checkSnapshotName(options.name ?? basename(checkSnapshotFile(path), archiveSuffix));
  if (!force) await refuseExisting(path);
  const creating = withTemporaryFolder(dirname(path), async (temporary) => {
    const packOptions = { temporary, env, signal, onProgress, onStep };
    const packing = content.kind === 'export' ? packExport(content, packOptions) : packDatabase(content, packOptions);
    const draft = join(temporary, 'snapshot');
    const manifest = await writeDraft(await packing, draft, { name, signal, onProgress });
    if (!force) await refuseExisting(path); // another process may have created it meanwhile
    await localFiles.rename(draft, path);
    return { path, bytes: (await stat(path)).size, manifest };
  });
  return creating.catch((error: unknown) => {
    throwIfAborted(signal); // streams throw another error then
    const hint = 'Make its folder writable, and free twice the space of the snapshot.';
    throw explainFileSystem(error, `Could not write the snapshot ${path}`, hint);
  });
}

const optionForms: OptionForms<CreateSnapshotOptions> = {
  snapshot: 'text',
  name: 'any',
  content: 'object',
  force: 'boolean',
  env: 'any',
  signal: 'signal',
  onProgress: 'function',
  onStep: 'function',
};

function checkContent(content: SnapshotContent): void {
  if (content.kind === 'database') {
    checkOptions('`content`', content, { kind: 'any', target: 'target', database: 'any' });
  } else {
    checkOptions('`content`', content, {
      kind: 'any',
      folder: 'folder',
      holds: 'any',
      csv: 'any',
      neo4jVersion: 'any',
    });
  }
}

async function writeDraft(
  { files, ...fields }: PackedContent,
  draft: string,
  { name, signal, onProgress }: Pick<CreateSnapshotOptions, 'signal' | 'onProgress'> & { readonly name: string },
): Promise<SnapshotManifest> {
  const readme = describeSnapshot({ name, ...fields });
  const members = [toMember(readmeName, readme)];
  for (const { path, source } of files) {
    const { size } = await stat(source);
    members.push({ path, bytes: size, sha256: await hashFile(source, signal), read: () => createReadStream(source) });
  }
  const manifest: SnapshotManifest = {
    format: 1,
    name,
    bulkgen: version,
    ...fields,
    members: members.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 })),
  };
  const all = [toMember(snapshotManifestName, formatSnapshotManifest(manifest)), ...members];
  const tracker = new ProgressTracker(onProgress);
  tracker.start('pack', {
    message: 'Packing the snapshot',
    finished: 'Packed the snapshot',
    total: all.reduce((sum, { bytes }) => sum + bytes, 0),
    unit: 'bytes',
  });
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
  return { path, bytes: bytes.length, sha256, read: () => yieldOnce(bytes) };
}

async function* yieldOnce(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Throws `snapshot-exists` when the file exists. */
export async function refuseExisting(path: string): Promise<void> {
  if (!(await canAccess(path))) return;
  throw new BulkgenError('snapshot-exists', `The snapshot ${path} already exists`, {
    hint: 'Choose another name, or replace it with --force.',
  });
}
