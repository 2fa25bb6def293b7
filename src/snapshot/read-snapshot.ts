// The manifest of a snapshot comes first in its archive. Each further member must be the next one that the manifest lists.
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { BulkgenError, throwIfAborted } from '../errors.ts';
import { checkOptions } from '../options/check-options.ts';
import { quotePath } from '../system/quote-word.ts';
import { type ArchiveEntry, readArchive } from './archive.ts';
import { isDumpFile } from './dump-file.ts';
import {
  parseSnapshotManifest,
  type SnapshotManifest,
  type SnapshotMember,
  snapshotDamaged,
  snapshotManifestName,
} from './snapshot-manifest.ts';
import { findSnapshot, suggestSnapshot } from './snapshot-store.ts';

/** More than any manifest has: 64 tables of 2,500 parts. */
const maxManifestBytes = 2 ** 26;

/** Names a snapshot. */
export interface SnapshotOptions {
  /** The name of a snapshot, such as `demo-small`, or its file. */
  readonly snapshot: string;
  /** Environment variables in place of `process.env`. */
  readonly env?: NodeJS.ProcessEnv | undefined;
}

/** Reads the manifest of a snapshot, and nothing else. Throws `snapshot-missing` and `snapshot-damaged`. */
export async function readSnapshotManifest(options: SnapshotOptions): Promise<SnapshotManifest> {
  checkOptions('readSnapshotManifest', options, { snapshot: 'text', env: 'any' });
  const path = findSnapshot(options.snapshot, options.env);
  for await (const step of readSnapshot(path)) return step.manifest;
  throw snapshotDamaged(path, `it has no ${snapshotManifestName}`);
}

/** A step of reading a snapshot: first its manifest, then each member. */
export interface SnapshotStep {
  readonly manifest: SnapshotManifest;
  /** Undefined in the first step. */
  readonly member?: SnapshotMember;
  /** The bytes of the member, verified when the last one is read. */
  readonly body?: AsyncIterable<Uint8Array>;
}

/**
 * Yields the manifest of a snapshot and then its members in order. Verifies the sha256 of each member, even when the caller does
 * not read it. Throws `snapshot-missing`, and `snapshot-damaged` naming the member.
 */
export async function* readSnapshot(path: string, signal?: AbortSignal): AsyncGenerator<SnapshotStep> {
  await assertFile(path);
  let manifest: SnapshotManifest | undefined;
  let next = 0;
  let place = snapshotManifestName;
  try {
    for await (const entry of readArchive(path, signal)) {
      if (!manifest) {
        manifest = await readManifest(entry, path);
        place = manifest.members[0]?.path ?? 'its end';
        yield { manifest };
        continue;
      }
      const member = expectMember(entry, manifest.members[next], path);
      const body = verifyBody(entry.body, member, { path, signal });
      yield { manifest, member, body };
      for await (const _chunk of body); // the rest that the caller did not read
      next++;
      place = manifest.members[next]?.path ?? 'its end';
    }
  } catch (error) {
    throw explainReadError(error, { path, place, signal });
  }
  if (!manifest) throw snapshotDamaged(path, `it has no ${snapshotManifestName}`);
  const missing = manifest.members[next];
  if (missing) throw snapshotDamaged(path, `${missing.path} is missing`);
}

/** Reading a pipe would wait without an end, and ignore every signal. A dump has no manifest. */
async function assertFile(path: string): Promise<void> {
  const found = await stat(path).catch((error: unknown) => {
    throw explainReadError(error, { path, place: snapshotManifestName });
  });
  if (!found.isFile()) {
    throw new BulkgenError('snapshot-missing', `The snapshot ${path} is not a file`, { hint: howToName });
  }
  if (!(await isDumpFile(path))) return;
  throw new BulkgenError('invalid-option', `Expected a snapshot of bulkgen, got the dump ${path}`, {
    hint: `Restore it with \`bulkgen snapshot restore ${quotePath(path)}\`.`,
  });
}

const howToName = 'Name a file, or a snapshot that `bulkgen snapshot list` shows.';

async function readManifest({ path: name, bytes, body }: ArchiveEntry, path: string): Promise<SnapshotManifest> {
  if (name !== snapshotManifestName || bytes > maxManifestBytes) {
    throw snapshotDamaged(path, `it does not begin with ${snapshotManifestName}`);
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return parseSnapshotManifest(Buffer.concat(chunks).toString(), path);
}

/** Throws for a member that the manifest does not expect, before bulkgen reads its bytes: another path, type or size. */
function expectMember(entry: ArchiveEntry, expected: SnapshotMember | undefined, path: string): SnapshotMember {
  if (!expected) throw snapshotDamaged(path, `it contains ${entry.path}, which is not in its manifest`);
  if (entry.path !== expected.path) {
    throw snapshotDamaged(path, `expected ${expected.path} next, found ${entry.path}`);
  }
  if (entry.type !== 'file') throw snapshotDamaged(path, `${entry.path} is a ${entry.type}, not a file`);
  if (entry.bytes !== expected.bytes) {
    throw snapshotDamaged(path, `${entry.path} has ${entry.bytes} bytes instead of ${expected.bytes}`);
  }
  return expected;
}

/** Explains its errors here, because the caller that reads the bytes receives them. */
async function* verifyBody(
  body: AsyncIterable<Uint8Array>,
  { path: name, sha256 }: SnapshotMember,
  { path, signal }: { readonly path: string; readonly signal: AbortSignal | undefined },
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of body) {
      hash.update(chunk);
      yield chunk;
    }
  } catch (error) {
    throw explainReadError(error, { path, place: name, signal });
  }
  if (hash.digest('hex') !== sha256) throw snapshotDamaged(path, `${name} is not what was packed`);
}

interface ReadPlace {
  readonly path: string;
  /** The member at which reading failed. */
  readonly place: string;
  readonly signal?: AbortSignal | undefined;
}

/** The error for a file that cannot be read or removed. */
export function explainMissing(path: string, verb: 'read' | 'remove', cause: NodeJS.ErrnoException): BulkgenError {
  if (cause.code !== 'ENOENT') {
    const message = `Could not ${verb} the snapshot ${path}: ${cause.message}`;
    return new BulkgenError('snapshot-missing', message, { hint: howToName, cause });
  }
  const hint = [suggestSnapshot(path), howToName].filter(Boolean).join(' ');
  return new BulkgenError('snapshot-missing', `There is no snapshot ${path}`, { hint, cause });
}

function explainReadError(error: unknown, { path, place, signal }: ReadPlace): BulkgenError {
  throwIfAborted(signal);
  if (error instanceof BulkgenError) return error;
  const cause = error as NodeJS.ErrnoException;
  if (cause.syscall !== undefined) return explainMissing(path, 'read', cause);
  return snapshotDamaged(path, `it cannot be read at ${place} (${cause.message})`, cause);
}
