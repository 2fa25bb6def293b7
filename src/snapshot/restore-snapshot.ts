import { BulkgenError } from '../errors.ts';
import { type ImportSettings, importSource, settingForms } from '../import/import-graph.ts';
import { type ImportPlan, planSource } from '../import/plan-import.ts';
import { refuse } from '../import/preflight/preflight.ts';
import type { ImportSource } from '../import/sources/source.ts';
import { checkOptions } from '../options/check-options.ts';
import { isOlderLine } from '../targets/neo4j/version.ts';
import { isDumpFile } from './dump-file.ts';
import { dumpSource } from './dump-source.ts';
import { readSnapshotManifest } from './read-snapshot.ts';
import { planDump, type RestoredDump, restoreDump } from './restore-dump.ts';
import { describeExportSource, restoreExport } from './restore-export.ts';
import { holdsFiles, type SnapshotManifest } from './snapshot-manifest.ts';
import { findSnapshot } from './snapshot-store.ts';
import { verifySnapshot } from './verify-snapshot.ts';

/** What to restore, where to, and how. */
export interface RestoreSnapshotOptions extends ImportSettings {
  /** The name of a snapshot, such as `demo-small`, its file, or a dump of `neo4j-admin database dump`. */
  readonly snapshot: string;
  /** Environment variables in place of `process.env`. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** Called with a text for people when bulkgen restores the export instead of the dump. */
  readonly onNote?: ((note: string) => void) | undefined;
}

/** `dump`: the dump is loaded; `csv`: the packed files are imported; `recipe`: the files are generated again and imported. */
export type RestoredFrom = 'dump' | 'csv' | 'recipe';

/** A snapshot that was restored and verified. `properties` is known for a dump of neo4j-admin only when every row was read. */
export interface RestoredSnapshot extends RestoredDump {
  /** Undefined for a dump of neo4j-admin. */
  readonly manifest: SnapshotManifest | undefined;
  readonly from: RestoredFrom;
}

/** What a restore would do. */
export interface RestorePlan extends ImportPlan {
  /** Undefined for a dump of neo4j-admin. */
  readonly manifest: SnapshotManifest | undefined;
  readonly from: RestoredFrom;
}

/**
 * Restores a snapshot as `importGraph` imports: with a staging store, a swap, a journal and a verification. A dump of a newer
 * Neo4j than the target's is not loaded, because `neo4j-admin load` would accept it and the database would stay offline. bulkgen
 * imports the packed files instead, or generates them again. A dump that `neo4j-admin database dump` wrote is
 * restored the same way. Throws `snapshot-missing`, `snapshot-damaged`, `file-unreadable`, `neo4j-older`, and what an import throws.
 */
export async function restoreSnapshot(given: RestoreSnapshotOptions): Promise<RestoredSnapshot> {
  const options = locate('restoreSnapshot', given);
  if (await isDumpFile(options.path)) return { ...(await restoreDump(options)), manifest: undefined, from: 'dump' };
  const manifest = await readSnapshotManifest({ snapshot: options.path });
  const from = chooseOrigin(manifest, options);
  const source = sourceOf(manifest, from, options);
  if (from === 'dump') return { ...(await importSource(source, options)), manifest, from };
  // Throws a problem that is known before bulkgen prepares the files.
  const { interrupted, problems } = await planSource(source, options);
  if (!interrupted) refuse(problems);
  if (from === 'recipe') await verifyWhole(options); // otherwise only the manifest would be read
  return { ...(await restoreExport(manifest.export!, { ...options, hasFiles: from === 'csv' })), manifest, from };
}

/** Returns what `restoreSnapshot` would do, and every problem that would make it fail. Changes nothing. */
export async function planRestore(given: RestoreSnapshotOptions): Promise<RestorePlan> {
  const options = locate('planRestore', given);
  if (await isDumpFile(options.path)) return { ...(await planDump(options)), manifest: undefined, from: 'dump' };
  const manifest = await verifyWhole(options);
  const from = chooseOrigin(manifest, options);
  return { ...(await planSource(sourceOf(manifest, from, options), options)), manifest, from };
}

type LocatedSnapshot = Omit<RestoreSnapshotOptions, 'snapshot'> & { readonly path: string };

/** The options with the file of the snapshot in place of its name. */
function locate(caller: string, given: RestoreSnapshotOptions): LocatedSnapshot {
  checkOptions(caller, given, { snapshot: 'text', env: 'any', onNote: 'function', ...settingForms });
  const { snapshot, ...options } = given;
  return { ...options, path: findSnapshot(snapshot, given.env) };
}

function verifyWhole({ path, signal, onProgress }: LocatedSnapshot): Promise<SnapshotManifest> {
  return verifySnapshot({ snapshot: path, signal, onProgress });
}

/** The source to import. The files of an export do not exist yet. */
function sourceOf(manifest: SnapshotManifest, from: RestoredFrom, options: LocatedSnapshot): ImportSource {
  if (from === 'dump') return dumpSource(manifest, options);
  return describeExportSource(manifest.export!, options);
}

function chooseOrigin(manifest: SnapshotManifest, { path, target, onNote = () => {} }: LocatedSnapshot): RestoredFrom {
  const { neo4j } = manifest;
  if (neo4j !== undefined && !isOlderLine(target.version, neo4j)) return 'dump';
  if (neo4j !== undefined && !manifest.export) {
    const message = `Snapshot ${path} has a dump of Neo4j ${neo4j}, which an older Neo4j cannot read (${target.description})`;
    throw new BulkgenError('neo4j-older', message, {
      hint: 'Restore the snapshot into that version of Neo4j or a newer one. Nothing was changed.',
    });
  }
  const hasFiles = holdsFiles(manifest);
  const reason = neo4j === undefined ? '' : `, because Neo4j ${target.version} cannot read the dump of Neo4j ${neo4j}`;
  onNote(`${hasFiles ? 'Importing the packed files' : 'Generating the graph again'}${reason}`);
  return hasFiles ? 'csv' : 'recipe';
}
