import { createWriteStream } from 'node:fs';
import { chmod, mkdir, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { BulkgenError, explainFileSystem } from '../errors.ts';
import { graphOf } from '../export/create-graph.ts';
import { exportGraph } from '../export/export-graph.ts';
import { filesOf, formatManifest, type Manifest } from '../export/manifest.ts';
import { type ImportResult, type ImportSettings, importSource, readSource } from '../import/import-graph.ts';
import { exportSource, fitGraph } from '../import/sources/export.ts';
import type { ImportSource } from '../import/sources/source.ts';
import { makeFolder } from '../system/make-folder.ts';
import { withTemporaryFolder } from '../system/temporary-folder.ts';
import type { Target } from '../targets/target.ts';
import { readSnapshot } from './read-snapshot.ts';
import { csvFolder } from './snapshot-manifest.ts';
import { ownSnapshots } from './snapshot-store.ts';

export interface RestoreExportOptions extends ImportSettings {
  /** The snapshot. */
  readonly path: string;
  /** Whether the snapshot contains the files of the export. Otherwise bulkgen generates them again. */
  readonly hasFiles: boolean;
  readonly env?: NodeJS.ProcessEnv | undefined;
}

/**
 * Imports the export of a snapshot instead of its dump: from the files in the snapshot, or from files that are generated again.
 * Throws `file-differs` when the generated files are not the packed ones.
 */
export async function restoreExport(
  manifest: Manifest,
  { path, hasFiles, env, ...options }: RestoreExportOptions,
): Promise<ImportResult> {
  const { target, signal } = options;
  return withTemporaryFolder(await chooseFolder(target, env), async (temporary) => {
    const folder = join(temporary, 'csv');
    if (hasFiles) await unpackFiles(path, folder, signal);
    else await generateFiles(manifest, folder, options);
    await makeReadable(temporary, folder);
    return importSource(await readSource({ ...options, folder }), options);
  });
}

/** The source of `restoreExport` for planning only: its files do not exist yet. */
export function describeExportSource(
  manifest: Manifest,
  { env, ...options }: Omit<RestoreExportOptions, 'hasFiles'>,
): ImportSource {
  const folder = join(ownSnapshots(env), 'csv');
  const source = exportSource(manifest, { ...options, graph: fitGraph(manifest), folder, targetFolder: folder });
  const { glanceAtFiles: _needsFiles, ...rest } = source;
  return rest;
}

/** Lets the server's user enter the temporary folder and read the files, whatever the umask of this user is. */
async function makeReadable(temporary: string, folder: string): Promise<void> {
  for (const name of await readdir(folder)) await chmod(join(folder, name), 0o644);
  await chmod(folder, 0o755);
  await chmod(temporary, 0o711);
}

/** The folder of this user's snapshots, or the system's temporary folder when the account of an installed server cannot enter it. */
async function chooseFolder(target: Target, env: NodeJS.ProcessEnv | undefined): Promise<string> {
  const own = ownSnapshots(env);
  if (target.kind !== 'local') return own;
  await makeFolder(own, { mode: 0o700 });
  const isReadable = await target.mapFolder(own, []).then(
    () => true,
    () => false,
  );
  return isReadable ? own : tmpdir();
}

async function unpackFiles(path: string, folder: string, signal: AbortSignal | undefined): Promise<void> {
  try {
    await mkdir(folder);
    for await (const { member, body } of readSnapshot(path, signal)) {
      if (!member?.path.startsWith(csvFolder)) continue;
      await pipeline(body!, createWriteStream(join(folder, member.path.slice(csvFolder.length)), { flags: 'wx' }));
    }
  } catch (error) {
    const hint = 'Free some space there, or set BULKGEN_HOME to another folder. Nothing was changed.';
    throw explainFileSystem(error, `Could not unpack the files into ${folder}`, hint);
  }
}

async function generateFiles(
  manifest: Manifest,
  folder: string,
  { signal, onProgress }: ImportSettings,
): Promise<void> {
  const { seed, scale, asOf, ids, events, dirt, tables } = manifest;
  const { model } = graphOf(manifest);
  const parts = tables.map((table) => table.parts.length);
  const gzip = tables[0]!.parts[0]!.path.endsWith('.gz');
  const generated = await exportGraph({
    folder,
    model,
    seed,
    scale,
    asOf,
    ids,
    events,
    dirt,
    parts,
    gzip,
    signal,
    onProgress,
  });
  if (formatManifest(generated.manifest) === formatManifest(manifest)) return;
  const hashes = new Set(filesOf(generated.manifest).map(({ sha256 }) => sha256));
  const different = filesOf(manifest).find(({ sha256 }) => !hashes.has(sha256));
  throw new BulkgenError(
    'file-differs',
    `Expected the generated graph to be the packed one, but ${different?.path ?? 'its manifest'} differs`,
    { hint: 'Restore the snapshot with the version of bulkgen that created it. Nothing was changed.' },
  );
}
