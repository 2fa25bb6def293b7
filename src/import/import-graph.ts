import { BulkgenError } from '../errors.ts';
import type { Manifest } from '../export/manifest.ts';
import { graphOf } from '../export/manifest-graph.ts';
import { readManifest } from '../export/read-manifest.ts';
import type { Graph } from '../model/graph.ts';
import type { Model } from '../model/model.ts';
import { tablesOf } from '../model/record.ts';
import type { ProgressListener } from '../progress/tracker.ts';
import type { Target } from '../target/target.ts';
import type { DatabaseCheck } from '../verify/verify-database.ts';
import { verifyFiles } from '../verify/verify-files.ts';
import { replaceStore } from './replace-store.ts';
import { createTimer } from './timer.ts';

/** Community's record format ends there (facts of Neo4j 5 and 2026: 34,359,738,368 nodes or relationships). */
const largestCount = 2 ** 35;

export interface ImportOptions {
  /** A folder that `exportGraph` wrote. */
  readonly folder: string;
  readonly target: Target;
  /** `neo4j` by default, the one database of Community. */
  readonly database?: string;
  /** Replace a database that holds nodes. */
  readonly force?: boolean;
  /** The model of the files, when it is not one of bulkgen's own. */
  readonly model?: Model;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
}

export interface ImportResult {
  readonly manifest: Manifest;
  /** What was counted in the database afterwards; every one agrees. */
  readonly checks: readonly DatabaseCheck[];
  readonly uri: string;
  readonly database: string;
  /** Seconds of each step, in order. */
  readonly seconds: Readonly<Record<string, number>>;
}

/**
 * Imports an export: files are checked, the server is stopped, `neo4j-admin` fills a staging store, the stores are
 * swapped, the server started, events, constraints and indexes made, and everything counted. When anything fails or
 * `signal` fires, the store that was there is back and a server that was running runs again. A server that bulkgen made
 * (`target.staysUp`) is running afterwards, any other as before.
 * Throws what `verifyFiles` throws; `database-not-empty` unless forced; `import-running` when another import is at work;
 * `admin-failed`, `counts-differ`, `schema-failed` and the errors of starting and connecting.
 */
export async function importGraph(options: ImportOptions): Promise<ImportResult> {
  const { folder, target, database = 'neo4j', signal, onProgress } = options;
  refuseName(database);
  const seconds: Record<string, number> = {};
  const time = createTimer(seconds);
  const listed = await readManifest(folder); // before its files are read
  refuseTooLarge(listed);
  refuseIncomplete(listed, graphOf(listed, options.model));
  const manifest = await time('files', () =>
    verifyFiles(folder, { model: options.model, depth: 'hashes', signal, onProgress }),
  );
  const graph = graphOf(manifest, options.model);
  const seenFolder = await target.seeFolder(folder);
  refuseFolder(seenFolder, manifest);
  const proof = await target.exclusively(() =>
    replaceStore({
      ...{ target, database, manifest, graph, folder: seenFolder, force: options.force ?? false },
      // Asked for anew after each start, for a port that another program took meanwhile is replaced.
      readConnection: async () => ({ ...(await target.connection()), database }),
      ...{ time, signal, onProgress },
    }),
  );
  return { manifest, ...proof, database, seconds };
}

/** The name becomes part of paths, so Neo4j's own rule is held before anything is touched. */
function refuseName(database: string): void {
  if (/^[a-z][a-z0-9.-]{2,62}$/.test(database) && database !== 'system') return;
  throw new BulkgenError('invalid-option', `Expected the database to be a name such as neo4j, got \`${database}\``, {
    hint: 'Three to 63 lower-case letters, digits, dots and dashes; not `system`.',
  });
}

/** neo4j-admin splits lists of files at commas, and labels off at the first equal sign; neither can be escaped. */
function refuseFolder(folder: string, { ids }: Manifest): void {
  if (!(ids === 'string' ? /[,=]/ : /,/).test(folder)) return;
  const signs = ids === 'string' ? 'comma and equal sign' : 'comma';
  throw new BulkgenError('invalid-option', `Expected a folder without ${signs} in its path, got \`${folder}\``, {
    hint: 'neo4j-admin cannot read its files there: move or rename it.',
  });
}

/** Record numbers have no gaps and relationships no loose ends only when every table is there. */
function refuseIncomplete({ tables }: Manifest, graph: Graph): void {
  const missing = tablesOf(graph).filter(({ name }) => tables.every((table) => table.name !== name));
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name).join(', ');
  throw new BulkgenError('manifest-invalid', `Expected an export of all tables, but of ${names} there is nothing`, {
    hint: 'Make the export anew with `bulkgen export`, without --tables.',
  });
}

function refuseTooLarge({ totals }: Manifest): void {
  for (const what of ['nodes', 'relationships'] as const) {
    if (totals[what] <= largestCount) continue;
    const message = `Neo4j Community holds at most 2^35 ${what}, the export has ${totals[what]}`;
    throw new BulkgenError('scale-too-large', message, { hint: 'Export a smaller scale.' });
  }
}
