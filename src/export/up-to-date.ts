import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { dialect } from '../csv/header.ts';
import { formatDay } from '../model/calendar.ts';
import { draftName, filesOf, findExtraFiles, type Manifest } from './manifest.ts';
import type { ExportPlan } from './plan.ts';
import { readManifest } from './read-manifest.ts';

/**
 * The manifest of a folder that already holds the export of the plan. Compares everything in the manifest except hashes, and the
 * sizes of the files; `verifyFiles` checks their bytes. Undefined when the folder holds anything else.
 */
export async function findUpToDate(out: string, plan: ExportPlan): Promise<Manifest | undefined> {
  const manifest = await readManifest({ folder: out }).catch(() => undefined);
  if (!manifest || outline(manifest) !== outlinePlan(plan)) return undefined;
  const names = await readdir(out);
  if (names.includes(draftName) || findExtraFiles(names, manifest).length > 0) return undefined;
  for (const { path, bytes } of filesOf(manifest)) {
    const found = await stat(join(out, path)).catch(() => undefined);
    if (!found || (path.endsWith('.gz') ? found.size === 0 : found.size !== bytes)) return undefined;
  }
  return manifest;
}

function outline({ model, seed, scale, asOf, ids, events, csv, tables }: Manifest): string {
  const files = tables.map(({ name, labels, columns, header, parts }) => [
    ...[name, labels, columns, header.path],
    ...parts.map(({ path, rows }) => [path, rows]),
  ]);
  return JSON.stringify([model.name, model.version, seed, scale, asOf, ids, events, csv, files]);
}

function outlinePlan({ graph, ids, tables }: ExportPlan): string {
  const { model, seed, scale, asOfDay, events } = graph;
  const files = tables.map(({ table, labels, header, parts }) => [
    ...[table.name, labels, header.cells, header.path],
    ...parts.map(({ path, rows }) => [path, rows]),
  ]);
  return JSON.stringify([
    model.name,
    model.version,
    seed,
    scale,
    formatDay(asOfDay),
    ids,
    events.count,
    dialect,
    files,
  ]);
}
