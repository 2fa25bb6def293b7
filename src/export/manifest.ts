import { dialect, type IdForm } from '../csv/header.ts';
import { formatDay } from '../model/calendar.ts';
import type { Model } from '../model/model.ts';
import { sourceOf } from '../model-loader/known-models.ts';
import type { ModelFiles } from '../model-loader/model-files.ts';
import type { ExportPlan, PlannedTable, PlanShape } from './plan.ts';
import type { WrittenFile } from './write-file.ts';
import type { WrittenPart } from './write-part.ts';

export const manifestName = 'manifest.json';
/** The hidden folder in the output folder where the files of an export are written before they are moved. */
export const draftName = '.bulkgen-export';
export const manifestFormat = 1;
/** With it begin the names of hidden files that shards have in the output folder until they are merged. */
export const shardPrefix = '.bulkgen-shard';

/** Whether a name in a folder is that of a shard's record. */
export function isShardRecord(name: string): boolean {
  return /^shard-\d{5}-of-\d{5}\.json$/.test(name);
}

/** Whether a name in a folder belongs to shards that are not merged. */
export function isOfShard(name: string): boolean {
  return isShardRecord(name) || name.startsWith(shardPrefix);
}

/** A file of an export. */
export interface ManifestFile {
  /** Relative to the manifest. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** A file with rows of a table. */
export interface ManifestPart extends ManifestFile {
  readonly rows: number;
}

/** The model of an export. */
export interface ManifestModel {
  readonly name: string;
  readonly version: string;
  /** The source files of a model that was loaded from a file. The file that exports the model comes first. */
  readonly files?: ModelFiles | undefined;
  /** The package that has these files, if they are not the user's own. */
  readonly package?: string | undefined;
}

/** A table of an export. */
export interface ManifestTable {
  readonly kind: 'node' | 'relationship';
  /** Class label or relationship type. */
  readonly name: string;
  /** All labels of a node table, the type alone of a relationship table. */
  readonly labels: readonly string[];
  readonly rows: number;
  /** Property values that are not null. */
  readonly properties: number;
  /** Header cells in neo4j-admin's grammar. */
  readonly columns: readonly string[];
  readonly header: ManifestFile;
  readonly parts: readonly ManifestPart[];
}

/** The record of an export. No clock, host or absolute path: the same model, seed and scale give the same bytes. */
export interface Manifest {
  readonly format: typeof manifestFormat;
  readonly model: ManifestModel;
  readonly seed: string;
  readonly scale: number;
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly ids: IdForm;
  /** Events that an import creates. */
  readonly events: number;
  /** The share of nodes that are wrong on purpose, in percent. A graph without any does not name it. */
  readonly dirt?: number | undefined;
  readonly csv: {
    readonly delimiter: string;
    readonly arrayDelimiter: string;
    readonly quote: string;
    readonly encoding: string;
  };
  readonly totals: {
    readonly nodes: number;
    readonly relationships: number;
    readonly properties: number;
    readonly bytes: number;
  };
  readonly tables: readonly ManifestTable[];
}

/**
 * All that decides the files of an export and the events of an import. It is the same on every machine, so machines that write an
 * export together compare it.
 */
export interface ExportSettings
  extends PlanShape,
    Pick<Manifest, 'format' | 'model' | 'seed' | 'scale' | 'asOf' | 'events' | 'dirt'> {}

/** The settings of a plan. */
export function settingsOf({ graph, ids, gzip, tables }: ExportPlan): ExportSettings {
  const { model, seed, scale, asOfDay, events, dirt } = graph;
  return {
    format: manifestFormat,
    model: describeModel(model),
    seed,
    scale,
    asOf: formatDay(asOfDay),
    ids,
    events: events?.count ?? 0,
    ...(dirt ? { dirt } : {}),
    gzip,
    tables: tables.map(({ table, parts }) => ({ name: table.name, parts: parts.length })),
  };
}

/** The settings of the export that a manifest records. */
export function settingsOfManifest({ csv: _csv, totals: _totals, tables, ...settings }: Manifest): ExportSettings {
  const gzip = tables.some(({ parts }) => parts.some(({ path }) => path.endsWith('.gz')));
  return { ...settings, gzip, tables: tables.map(({ name, parts }) => ({ name, parts: parts.length })) };
}

/** The manifest of an export whose tables are written. */
export function createManifest(plan: ExportPlan, tables: readonly ManifestTable[]): Manifest {
  const { gzip: _gzip, tables: _tables, ...settings } = settingsOf(plan);
  return { ...settings, csv: dialect, totals: sumTotals(tables), tables };
}

/** Names a model, and the bytes of its source. */
export function describeModel(model: Model): ManifestModel {
  const { name, version } = model;
  const { files, package: own } = sourceOf(model) ?? {};
  return { name, version, ...(files && { files }), ...(own !== undefined && { package: own }) };
}

/** A table of the plan with what was written of it. */
export function describeTable(
  { table, labels, header, parts }: PlannedTable,
  { bytes, sha256 }: WrittenFile,
  written: readonly WrittenPart[],
): ManifestTable {
  const { kind, name, count } = table;
  const nulls = written.reduce((sum, part) => sum + part.nulls, 0);
  return {
    kind,
    name,
    labels,
    rows: count,
    properties: count * Object.keys(table.columns).length - nulls,
    columns: header.cells,
    header: { path: header.path, bytes, sha256 },
    parts: parts.map(({ path, rows }, index) => {
      const part = written[index]!;
      return { path, rows, bytes: part.bytes, sha256: part.sha256 };
    }),
  };
}

/** The manifest's bytes. */
export function formatManifest(manifest: Manifest): string {
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

/** Every file of an export except the manifest itself. */
export function filesOf({ tables }: Pick<Manifest, 'tables'>): readonly ManifestFile[] {
  return tables.flatMap(({ header, parts }) => [header, ...parts]);
}

export function sumTotals(tables: readonly ManifestTable[]): Manifest['totals'] {
  const rowsOf = (kind: ManifestTable['kind']): number =>
    tables.reduce((sum, table) => sum + (table.kind === kind ? table.rows : 0), 0);
  return {
    nodes: rowsOf('node'),
    relationships: rowsOf('relationship'),
    properties: tables.reduce((sum, { properties }) => sum + properties, 0),
    bytes: filesOf({ tables }).reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

/** A manifest or a plan. */
interface WithFiles {
  readonly tables: readonly { readonly header: NamedFile; readonly parts: readonly NamedFile[] }[];
}
type NamedFile = Pick<ManifestFile, 'path'>;

/** The names in a folder that do not belong to its export, if it holds one. README.md, dot files and records of shards may lie beside it. */
export function findExtraFiles(names: readonly string[], exported: WithFiles | undefined): readonly string[] {
  const files = exported?.tables.flatMap(({ header, parts }) => [header, ...parts]) ?? [];
  const own = new Set(exported && [manifestName, ...files.map(({ path }) => path)]);
  return names.filter(
    (name) => !own.has(name) && name !== 'README.md' && !name.startsWith('.') && !isShardRecord(name),
  );
}
