// Packs an export: as the dump of its database, as its files, or as the recipe that generates them again.
import { join } from 'node:path';
import { answerAll } from '../export/answer-all.ts';
import { graphOf } from '../export/create-graph.ts';
import { filesOf, type Manifest, manifestName } from '../export/manifest.ts';
import { readManifest } from '../export/read-manifest.ts';
import { importGraph } from '../import/import-graph.ts';
import { refuseIncomplete } from '../import/preflight/files.ts';
import { findFreePort } from '../system/port.ts';
import { openEmbedded } from '../targets/embedded/open.ts';
import { verifyFiles } from '../verify/files/verify-files.ts';
import { type PackedContent, type PackedFile, type PackOptions, packDump } from './pack-dump.ts';
import { csvFolder } from './snapshot-manifest.ts';

/** An export of one of bulkgen's models, to be packed. */
export interface ExportToPack {
  readonly kind: 'export';
  readonly folder: string;
  /** `dump`: the database that an import of the export gives; `recipe`: only what is needed to generate the export again. */
  readonly holds: 'recipe' | 'dump';
  /** Whether to pack the files of the export as well. */
  readonly csv?: boolean;
  /** Version of the embedded Neo4j that makes the dump, as `openEmbedded` takes it. */
  readonly neo4jVersion?: string | undefined;
}

/** Verifies the files of the export and packs it. Throws what `verifyFiles`, and for a dump an import, throws. */
export async function packExport(
  { folder, holds, csv, neo4jVersion }: ExportToPack,
  options: PackOptions,
): Promise<PackedContent> {
  const { signal, onProgress } = options;
  const manifest = await readManifest({ folder });
  const graph = graphOf(manifest);
  refuseIncomplete(manifest, graph); // without every table it could not be restored
  await verifyFiles({ folder, depth: 'hashes', signal, onProgress });
  const dump = holds === 'dump' ? await importAndDump(folder, neo4jVersion, options) : undefined;
  return {
    ...(dump && { neo4j: dump.neo4j }),
    export: manifest,
    answers: answerAll(graph).map(({ question, cypher, rows }) => ({ question, cypher, rows })), // a model has its pictures
    files: [...(dump ? [dump.file] : []), ...(csv ? listExportFiles(folder, manifest) : [])],
  };
}

/** Imports the export into a new embedded server in the temporary folder, and dumps its database. */
async function importAndDump(
  folder: string,
  version: string | undefined,
  options: PackOptions,
): Promise<{ readonly neo4j: string; readonly file: PackedFile }> {
  const { temporary, env, signal, onProgress } = options;
  const boltPort = await findFreePort(); // leaves the default ports to a server that lasts
  const ports = { boltPort, httpPort: await findFreePort([boltPort]) };
  const homes = join(temporary, 'homes');
  const target = await openEmbedded({ version, env, homes, ...ports, signal, onProgress });
  try {
    await importGraph({ folder, target, full: true, signal, onProgress });
    return { neo4j: target.version, file: await packDump({ target }, options) };
  } finally {
    await target.stop();
  }
}

/** The files of an export as members of a snapshot. */
export function listExportFiles(folder: string, manifest: Pick<Manifest, 'tables'>): readonly PackedFile[] {
  const names = [manifestName, ...filesOf(manifest).map((file) => file.path)];
  return names.map((name) => ({ path: `${csvFolder}${name}`, source: join(folder, name) }));
}
