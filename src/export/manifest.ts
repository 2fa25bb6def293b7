import type { IdForm } from '../csv/header.ts';

export const manifestName = 'manifest.json';
/** The hidden folder in the output folder where an export is made before it is put in place. */
export const draftName = '.bulkgen-export';
export const manifestFormat = 1;

export interface ManifestFile {
  /** Relative to the manifest. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface ManifestPart extends ManifestFile {
  readonly rows: number;
}

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
  readonly model: { readonly name: string; readonly version: string };
  readonly seed: string;
  readonly scale: number;
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly ids: IdForm;
  /** Events that an import creates. */
  readonly events: number;
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

/** The manifest's bytes. */
export function formatManifest(manifest: Manifest): string {
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

/** Every file of an export but the manifest itself. */
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

/** Of the names in a folder, those that are not of its export, if it holds one: README.md and dot files may lie beside it. */
export function findForeign(names: readonly string[], manifest: Manifest | undefined): readonly string[] {
  const own = new Set(manifest ? [manifestName, ...filesOf(manifest).map(({ path }) => path)] : []);
  return names.filter((name) => !own.has(name) && name !== 'README.md' && !name.startsWith('.'));
}
