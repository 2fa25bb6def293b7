// What an export becomes in a snapshot: its database, its files, or no more than it takes to make it anew.
import { join } from 'node:path';
import { filesOf, type Manifest, manifestName } from '../export/manifest.ts';
import { graphOf } from '../export/manifest-graph.ts';
import { readManifest } from '../export/read-manifest.ts';
import { importGraph } from '../import/import-graph.ts';
import { refuseIncomplete } from '../import/preflight/files.ts';
import type { Graph } from '../model/graph.ts';
import { findFreePort } from '../system/port.ts';
import { openEmbedded } from '../targets/embedded/open.ts';
import { verifyFiles } from '../verify/files/verify-files.ts';
import { type Packed, type PackedFile, type PackOptions, packDump } from './packed.ts';
import { type Answer, csvFolder } from './snapshot-manifest.ts';

/** An export of one of bulkgen's models. */
export interface ExportContent {
  readonly kind: 'export';
  readonly folder: string;
  /** `recipe`: nothing but what it takes to make it anew; `dump`: the database that an import makes of it. */
  readonly holds: 'recipe' | 'dump';
  /** The files of the export, too. */
  readonly csv?: boolean;
  /** Of the embedded Neo4j that dumps it, as `openEmbedded` takes it. */
  readonly neo4jVersion?: string | undefined;
}

/** Makes the database on an embedded server of its own that nobody else sees, in the temporary folder. */
export async function packExport(
  { folder, holds, csv, neo4jVersion }: ExportContent,
  options: PackOptions,
): Promise<Packed> {
  const { temporary, env, signal, onProgress } = options;
  const manifest = await readManifest(folder);
  const graph = graphOf(manifest);
  refuseIncomplete(manifest, graph); // nobody could restore it
  await verifyFiles(folder, { depth: 'hashes', signal, onProgress });
  let dump: PackedFile | undefined;
  let neo4j: string | undefined;
  if (holds === 'dump') {
    const homes = join(temporary, 'homes');
    const boltPort = await findFreePort(); // the usual ones are for a server that lasts
    const ports = { boltPort, httpPort: await findFreePort([boltPort]) };
    const target = await openEmbedded({ version: neo4jVersion, env, homes, ...ports, signal, onProgress });
    neo4j = target.version;
    try {
      await importGraph({ folder, target, full: true, signal, onProgress });
      dump = await packDump({ target }, options);
    } finally {
      await target.stop();
    }
  }
  const files = [...(dump ? [dump] : []), ...(csv ? listExportFiles(folder, manifest) : [])];
  return { ...(neo4j !== undefined && { neo4j }), export: manifest, answers: answerAll(graph), files };
}

/** The files of an export as members of a snapshot. */
export function listExportFiles(folder: string, manifest: Pick<Manifest, 'tables'>): readonly PackedFile[] {
  const names = [manifestName, ...filesOf(manifest).map((file) => file.path)];
  return names.map((name) => ({ path: `${csvFolder}${name}`, source: join(folder, name) }));
}

function answerAll(graph: Graph): readonly Answer[] {
  return graph.model.queries.map(({ question, cypher, answer }) => ({ question, cypher, rows: answer(graph) }));
}
