import type { Table } from '../model/table.ts';

/** How bulkgen writes CSV; recorded in the manifest and given to the importer. */
export const dialect = { delimiter: ',', arrayDelimiter: ';', quote: '"', encoding: 'UTF-8' } as const;

/**
 * How files name nodes. `actual`: by record number, with labels and types on the importer's command line, so that the
 * importer needs no id map. `string`: by readable id, with labels and types in every row, for other tools and for people.
 */
export type IdForm = 'actual' | 'string';

/** The cells of a table's header, in neo4j-admin's grammar. `label` is the first label of every node and names the id space. */
export function headerCells(table: Table, ids: IdForm, label: string): readonly string[] {
  const properties = Object.entries(table.columns).map(([name, { headerType }]) => `${name}:${headerType}`);
  if (table.kind === 'node') {
    return ids === 'actual' ? [':ID', ...properties] : [`id:ID(${label})`, ...properties.slice(1), ':LABEL'];
  }
  return ids === 'actual'
    ? [':START_ID', ':END_ID', ...properties]
    : [`:START_ID(${label})`, `:END_ID(${label})`, ...properties, ':TYPE'];
}

/** The header file's bytes. */
export function encodeHeader(cells: readonly string[]): Uint8Array {
  return new TextEncoder().encode(`${cells.join(',')}\n`);
}
