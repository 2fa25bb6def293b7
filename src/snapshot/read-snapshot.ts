// Reading a snapshot: its manifest comes first, and from then on every member must be the next one that the manifest names.
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { BulkgenError, throwIfAborted } from '../errors.ts';
import { type FoundMember, readArchive } from './archive.ts';
import {
  damaged,
  parseSnapshotManifest,
  type SnapshotManifest,
  type SnapshotMember,
  snapshotManifestName,
} from './snapshot-manifest.ts';

/** More than any has: 64 tables of 2,500 parts. */
const mostManifestBytes = 2 ** 26;

/** The manifest alone. Throws `snapshot-missing`, `snapshot-damaged`. */
export async function readSnapshotManifest(path: string): Promise<SnapshotManifest> {
  for await (const step of readSnapshot(path)) return step.manifest;
  throw damaged(path, `it has no ${snapshotManifestName}`);
}

export interface ReadMember {
  readonly manifest: SnapshotManifest;
  /** Absent once, before the first. */
  readonly member?: SnapshotMember;
  /** Its bytes, proven when the last has come. */
  readonly body?: AsyncIterable<Uint8Array>;
}

/**
 * The members of a snapshot as they come, after its manifest; each is proven by its sha256 when it was read, also one that
 * nobody reads. Throws `snapshot-missing` and, naming the member, `snapshot-damaged`.
 */
export async function* readSnapshot(path: string, signal?: AbortSignal): AsyncGenerator<ReadMember> {
  await refuseOther(path);
  let manifest: SnapshotManifest | undefined;
  let next = 0;
  let at = snapshotManifestName;
  try {
    for await (const found of readArchive(path, signal)) {
      if (!manifest) {
        manifest = await readManifest(found, path);
        at = manifest.members[0]?.path ?? 'its end';
        yield { manifest };
        continue;
      }
      const member = expectMember(found, manifest.members[next], path);
      const body = prove(found.body, member, path, signal);
      yield { manifest, member, body };
      for await (const _chunk of body); // the rest of it
      next++;
      at = manifest.members[next]?.path ?? 'its end';
    }
  } catch (error) {
    throw explain(error, path, at, signal);
  }
  if (!manifest) throw damaged(path, `it has no ${snapshotManifestName}`);
  const missing = manifest.members[next];
  if (missing) throw damaged(path, `${missing.path} is missing`);
}

/** A pipe would keep its reader waiting, deaf to every signal. */
async function refuseOther(path: string): Promise<void> {
  const found = await stat(path).catch((error: unknown) => {
    throw explain(error, path, snapshotManifestName, undefined);
  });
  if (found.isFile()) return;
  throw new BulkgenError('snapshot-missing', `Expected the snapshot ${path} to be a file, but it is none`, {
    hint: 'Name a file, or one of `bulkgen snapshot list`.',
  });
}

async function readManifest({ path: name, bytes, body }: FoundMember, path: string): Promise<SnapshotManifest> {
  if (name !== snapshotManifestName || bytes > mostManifestBytes) {
    throw damaged(path, `it does not begin with ${snapshotManifestName}`);
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return parseSnapshotManifest(Buffer.concat(chunks).toString(), path);
}

/** Nothing of a member that was not expected is read: neither a link nor a size that is another. */
function expectMember(found: FoundMember, expected: SnapshotMember | undefined, path: string): SnapshotMember {
  if (!expected) throw damaged(path, `${found.path} is in it, of which its manifest says nothing`);
  if (found.path !== expected.path) {
    throw damaged(path, `where ${expected.path} should be is ${found.path}`);
  }
  if (found.type !== 'file') throw damaged(path, `${found.path} is a ${found.type}, not a file`);
  if (found.bytes !== expected.bytes) {
    throw damaged(path, `${found.path} has ${found.bytes} bytes instead of ${expected.bytes}`);
  }
  return expected;
}

/** Its errors are thrown into whoever reads the bytes, so they are explained here. */
async function* prove(
  body: AsyncIterable<Uint8Array>,
  { path: name, sha256 }: SnapshotMember,
  path: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of body) {
      hash.update(chunk);
      yield chunk;
    }
  } catch (error) {
    throw explain(error, path, name, signal);
  }
  if (hash.digest('hex') !== sha256) throw damaged(path, `${name} is not what was packed`);
}

function explain(error: unknown, path: string, at: string, signal: AbortSignal | undefined): BulkgenError {
  throwIfAborted(signal);
  if (error instanceof BulkgenError) return error;
  const cause = error as NodeJS.ErrnoException;
  if (cause.syscall !== undefined) {
    const what =
      cause.code === 'ENOENT'
        ? `There is no snapshot ${path}`
        : `Could not read the snapshot ${path}: ${cause.message}`;
    return new BulkgenError('snapshot-missing', what, {
      hint: 'Name a file, or one of `bulkgen snapshot list`.',
      cause,
    });
  }
  return damaged(path, `it cannot be read at ${at} (${cause.message})`, cause);
}
