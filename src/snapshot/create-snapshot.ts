import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BulkgenError, explainFileSystem, throwIfAborted } from '../errors.ts';
import { trackBytes } from '../progress/track-bytes.ts';
import { type ProgressListener, ProgressTracker } from '../progress/tracker.ts';
import { hashFile } from '../system/checksum.ts';
import { canAccess, localFiles } from '../system/local-files.ts';
import { withTemporaryFolder } from '../system/temporary-folder.ts';
import { version } from '../version.ts';
import { type ArchiveMember, writeArchive } from './archive.ts';
import { describeSnapshot } from './describe-snapshot.ts';
import { type DatabaseContent, packDatabase } from './pack-database.ts';
import { type ExportContent, packExport } from './pack-export.ts';
import type { Packed } from './packed.ts';
import {
  formatSnapshotManifest,
  readmeName,
  type SnapshotManifest,
  snapshotManifestName,
} from './snapshot-manifest.ts';

/** What a snapshot is made of. */
export type SnapshotContent = ExportContent | DatabaseContent;

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
  const { path, content, force = false, env, signal, onProgress, onStep } = options;
  if (!force) await refuseExisting(path);
  const creating = withTemporaryFolder(dirname(path), async (temporary) => {
    const how = { temporary, env, signal, onProgress, onStep };
    const packed = await (content.kind === 'export' ? packExport(content, how) : packDatabase(content, how));
    const draft = join(temporary, 'snapshot');
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
  return { path, bytes: bytes.length, sha256, read: () => once(bytes) };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Throws `snapshot-exists`. */
export async function refuseExisting(path: string): Promise<void> {
  if (!(await canAccess(path))) return;
  throw new BulkgenError('snapshot-exists', `There is a snapshot ${path} already`, {
    hint: 'Give another name, or replace it with --force.',
  });
}
