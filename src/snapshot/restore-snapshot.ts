import { BulkgenError } from '../errors.ts';
import { type ImportResult, type ImportSettings, importSource } from '../import/import-graph.ts';
import { type ImportPlan, planSource } from '../import/plan-import.ts';
import { refuse } from '../import/preflight/preflight.ts';
import type { ImportSource } from '../import/sources/source.ts';
import { isOlderLine } from '../targets/neo4j/version.ts';
import { dumpSource } from './dump-source.ts';
import { readSnapshotManifest } from './read-snapshot.ts';
import { describeRebuilding, rebuild } from './rebuild.ts';
import { holdsFiles, type SnapshotManifest } from './snapshot-manifest.ts';
import { verifySnapshot } from './verify-snapshot.ts';

export interface RestoreSnapshotOptions extends ImportSettings {
  readonly path: string;
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** Told how it is restored, in a sentence. */
  readonly onNote?: ((note: string) => void) | undefined;
}

/** `dump`: its database is loaded; `csv`: its files are imported; `recipe`: they are made anew. */
export type RestoredFrom = 'dump' | 'csv' | 'recipe';

export interface RestoredSnapshot extends ImportResult {
  readonly manifest: SnapshotManifest;
  readonly from: RestoredFrom;
}

export interface RestorePlan extends ImportPlan {
  readonly manifest: SnapshotManifest;
  readonly from: RestoredFrom;
}

/**
 * Restores a snapshot as `importGraph` imports: into staging, with a swap, a journal and a proof. A dump of a newer line of
 * Neo4j than the target's, which `neo4j-admin load` would take and leave offline, is not touched: its graph is imported from
 * the snapshot's files, or made anew. Throws `snapshot-missing`, `snapshot-damaged`, `neo4j-older` and what an import throws.
 */
export async function restoreSnapshot(options: RestoreSnapshotOptions): Promise<RestoredSnapshot> {
  const manifest = await readSnapshotManifest(options.path);
  const from = chooseWay(manifest, options);
  const source = sourceOf(manifest, from, options);
  if (from === 'dump') return { ...(await importSource(source, options)), manifest, from };
  // What is known to fail is refused before a graph is made for it.
  const { interrupted, problems } = await planSource(source, options);
  if (!interrupted) refuse(problems);
  if (from === 'recipe') await verifySnapshot(options.path, options); // else only its manifest would be read
  return { ...(await rebuild(manifest.export!, { ...options, hasFiles: from === 'csv' })), manifest, from };
}

/** What `restoreSnapshot` would do, and everything that would make it fail; nothing is touched. Throws as it does. */
export async function planRestore(options: RestoreSnapshotOptions): Promise<RestorePlan> {
  const manifest = await verifySnapshot(options.path, options);
  const from = chooseWay(manifest, options);
  return { ...(await planSource(sourceOf(manifest, from, options), options)), manifest, from };
}

/** What is to be imported; without its files yet where they are made for it. */
function sourceOf(manifest: SnapshotManifest, from: RestoredFrom, options: RestoreSnapshotOptions): ImportSource {
  if (from === 'dump') return dumpSource(manifest, manifest.neo4j!, options);
  return describeRebuilding(manifest.export!, options);
}

function chooseWay(
  manifest: SnapshotManifest,
  { path, target, onNote = () => {} }: RestoreSnapshotOptions,
): RestoredFrom {
  const { neo4j, export: made } = manifest;
  if (neo4j !== undefined && !isOlderLine(target.version, neo4j)) return 'dump';
  if (neo4j !== undefined && !made) {
    throw new BulkgenError(
      'neo4j-older',
      `The snapshot ${path} is of Neo4j ${neo4j}, and ${target.description} is older`,
      {
        hint: 'Nothing was changed. Restore it into that Neo4j or a newer one.',
      },
    );
  }
  const hasFiles = holdsFiles(manifest);
  const older = neo4j === undefined ? '' : `Its dump is of Neo4j ${neo4j}, which ${target.version} cannot read: `;
  onNote(`${older}${hasFiles ? 'its files are imported' : 'its graph is made anew'}`);
  return hasFiles ? 'csv' : 'recipe';
}
