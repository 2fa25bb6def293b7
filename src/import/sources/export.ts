// An export of bulkgen as the source of an import. Its manifest says which rows exist, and its model what each row contains.
import { join } from 'node:path/posix';
import { graphOf } from '../../export/create-graph.ts';
import { estimateGraphImport } from '../../export/estimate-import.ts';
import { estimateRecords } from '../../export/estimate-records.ts';
import type { Manifest, ManifestTable } from '../../export/manifest.ts';
import { readManifest } from '../../export/read-manifest.ts';
import type { FileGroup } from '../../lint/files/find-files.ts';
import type { Graph } from '../../model/graph.ts';
import type { Model } from '../../model/model.ts';
import { tablesOf } from '../../model/record.ts';
import { createEvents } from '../../neo4j/events.ts';
import { createSchema } from '../../neo4j/schema.ts';
import type { ProgressListener } from '../../progress/progress.ts';
import type { Step } from '../../replacement/run.ts';
import type { Target } from '../../targets/target.ts';
import { verifyDatabase } from '../../verify/database/verify-database.ts';
import { verifyFiles } from '../../verify/files/verify-files.ts';
import type { CsvInput } from '../admin/arguments.ts';
import { refuseIncomplete } from '../preflight/files.ts';
import type { ImportSource } from './source.ts';

export interface ExportSourceOptions {
  /** A folder that `exportGraph` has written. */
  readonly folder: string;
  readonly target: Target;
  /** The model of the files, when it is not built in. */
  readonly model?: Model | undefined;
  /** Verify every row in the end, not only samples. */
  readonly full?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
}

/** Reads the manifest and no other file. Everything that needs no target is checked before the target is used. */
export async function readExportSource(options: ExportSourceOptions): Promise<ImportSource> {
  const { folder, target, model } = options;
  const manifest = await readManifest({ folder });
  const graph = fitGraph(manifest, model);
  return exportSource(manifest, { ...options, graph, targetFolder: await target.mapFolder(folder) });
}

/**
 * The graph of an export that is complete. Throws `manifest-invalid`, and what `graphOf` throws.
 */
export function fitGraph(manifest: Manifest, model?: Model): Graph {
  const graph = graphOf(manifest, model);
  refuseIncomplete(manifest, graph);
  return graph;
}

export interface FitExport extends Omit<ExportSourceOptions, 'target'> {
  /** From `fitGraph`. */
  readonly graph: Graph;
  /** The path of the folder on the target. */
  readonly targetFolder: string;
}

/** An export as the source of an import. */
export function exportSource(
  manifest: Manifest,
  { folder, targetFolder, graph, model, full = false, signal, onProgress }: FitExport,
): ImportSource {
  const { totals, ids, events } = manifest;
  return {
    input: readFiles(manifest, targetFolder),
    counts: totals,
    bytes: totals.bytes,
    events,
    estimate: estimateGraphImport(graph, totals, ids),
    estimateRecords: () => estimateRecords(tablesOf(graph)),
    checkFiles: async () => {
      await verifyFiles({ folder, model, depth: 'hashes', signal, onProgress });
    },
    glanceAtFiles: async () => {
      await verifyFiles({ folder, model, depth: 'sizes', signal });
    },
    schema: graph.model.schema.map(({ name }) => name),
    fill: fillSteps(manifest, graph),
    verify: (database, { signal: stop, onProgress: listener }) => {
      const depth = full ? 'full' : 'samples';
      return verifyDatabase({ database, manifest, model, depth, signal: stop, onProgress: listener });
    },
  };
}

/** The files of an export in this folder, and their format. Tables without rows are left out. */
export function readFiles({ csv, ids, tables }: Manifest, folder: string): CsvInput {
  return {
    kind: 'csv',
    options: {
      'id-type': ids,
      delimiter: csv.delimiter,
      'array-delimiter': csv.arrayDelimiter,
      quote: csv.quote,
      'input-encoding': 'UTF-8',
    },
    groups: tables
      .filter(({ rows }) => rows > 0)
      .map(({ kind, labels, header, parts }: ManifestTable): FileGroup => {
        const files = [header, ...parts].map(({ path }) => join(folder, path));
        // Files with string ids contain labels and types themselves.
        return { kind, labels: ids === 'string' ? [] : labels, files };
      }),
  };
}

/**
 * After an import by record number the events need no index, so they come first and the indexes are filled in one go. Doing
 * both at the same time took longer on two cores (24 s instead of 15 at 500,000 configuration items).
 */
export function fillSteps({ ids }: Pick<Manifest, 'ids'>, graph: Graph): readonly Step[] {
  const events: Step = {
    name: 'events',
    isNeeded: () => graph.events !== undefined,
    run: async ({ opened, onProgress }, signal) => {
      await createEvents(opened!, graph, { into: ids === 'actual' ? 'fresh' : 'any', signal, onProgress });
    },
  };
  const schema: Step = {
    name: 'schema',
    run: async ({ opened, onProgress }, signal) => {
      await createSchema(opened!, graph.model.schema, { signal, onProgress });
    },
  };
  return ids === 'actual' ? [events, schema] : [schema, events];
}
