import { createWriteStream } from 'node:fs';
import { chmod, mkdir, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { BulkgenError, explainFileSystem } from '../errors.ts';
import { exportGraph } from '../export/export-graph.ts';
import { filesOf, formatManifest, type Manifest } from '../export/manifest.ts';
import { graphOf } from '../export/manifest-graph.ts';
import { type ImportResult, type ImportSettings, importGraph } from '../import/import-graph.ts';
import { exportSource, fitGraph } from '../import/sources/export.ts';
import type { ImportSource } from '../import/sources/source.ts';
import { withTemporaryFolder } from '../system/temporary-folder.ts';
import type { Target } from '../targets/target.ts';
import { readSnapshot } from './read-snapshot.ts';
import { csvFolder } from './snapshot-manifest.ts';
import { ownSnapshots } from './snapshot-store.ts';

/** What a snapshot's graph is imported from again when its dump is not. */
export interface Rebuilding extends ImportSettings {
  readonly path: string;
  /** Whether the export's files are in it; else they are made anew. */
  readonly hasFiles: boolean;
  readonly env?: NodeJS.ProcessEnv | undefined;
}

/** Imports the export of a snapshot: of its files, or made anew, in which case its manifest must be the same to the byte. */
export async function rebuild(
  manifest: Manifest,
  { path, hasFiles, env, ...options }: Rebuilding,
): Promise<ImportResult> {
  const { target, signal } = options;
  return withTemporaryFolder(await findPlace(target, env), async (temporary) => {
    const folder = join(temporary, 'csv');
    if (hasFiles) await unpackFiles(path, folder, signal);
    else await exportAgain(manifest, folder, options);
    await letRead(temporary, folder);
    return importGraph({ ...options, folder });
  });
}

/** The same as a source that is only to be planned with: its files are not there yet. */
export function describeRebuilding(
  manifest: Manifest,
  { env, ...options }: Omit<Rebuilding, 'hasFiles'>,
): ImportSource {
  const folder = join(ownSnapshots(env), 'csv');
  return exportSource(manifest, { ...options, graph: fitGraph(manifest), folder, seen: folder });
}

/** The server's user enters the one folder and reads the other, whatever this user's mask says. */
async function letRead(temporary: string, folder: string): Promise<void> {
  for (const name of await readdir(folder)) await chmod(join(folder, name), 0o644);
  await chmod(folder, 0o755);
  await chmod(temporary, 0o711);
}

/** The folder of this user's snapshots, but where an installed server has an account of its own that cannot enter it. */
async function findPlace(target: Target, env: NodeJS.ProcessEnv | undefined): Promise<string> {
  const own = ownSnapshots(env);
  if (target.kind !== 'local') return own;
  await mkdir(own, { recursive: true });
  const isSeen = await target.mapFolder(own, []).then(
    () => true,
    () => false,
  );
  return isSeen ? own : tmpdir();
}

async function unpackFiles(path: string, folder: string, signal: AbortSignal | undefined): Promise<void> {
  try {
    await mkdir(folder);
    for await (const { member, body } of readSnapshot(path, signal)) {
      if (!member?.path.startsWith(csvFolder)) continue;
      await pipeline(body!, createWriteStream(join(folder, member.path.slice(csvFolder.length)), { flags: 'wx' }));
    }
  } catch (error) {
    const hint = 'Nothing was changed. Make room there, or let BULKGEN_HOME name another place.';
    throw explainFileSystem(error, `Could not unpack the files into ${folder}`, hint);
  }
}

async function exportAgain(manifest: Manifest, out: string, options: ImportSettings): Promise<void> {
  const { signal, onProgress } = options;
  const { seed, scale, asOf, ids, events, tables } = manifest;
  const { model } = graphOf(manifest);
  const parts = tables.map((table) => table.parts.length);
  const gzip = tables[0]!.parts[0]!.path.endsWith('.gz');
  const made = await exportGraph({
    ...{ out, model, seed, scale, asOf, ids, events, parts, gzip },
    ...(signal && { signal }),
    ...(onProgress && { onProgress }),
  });
  if (formatManifest(made.manifest) === formatManifest(manifest)) return;
  const hashes = new Set(filesOf(made.manifest).map(({ sha256 }) => sha256));
  const wrong = filesOf(manifest).find(({ sha256 }) => !hashes.has(sha256));
  throw new BulkgenError(
    'file-differs',
    `Expected the graph made anew to be the one that was packed, but ${wrong?.path ?? 'its manifest'} is another`,
    {
      hint: 'Nothing was changed. Another version of bulkgen made the snapshot: restore it with that one.',
    },
  );
}
