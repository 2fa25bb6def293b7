import type { RuleMessage } from '../finding.ts';

/** From 2026 on `action` says what to do with a row, and the last two say what to remove: a full import removes nothing. */
export type ColumnKind =
  | ('id' | 'startId' | 'endId' | 'label' | 'type' | 'ignore' | 'property')
  | ('action' | 'removedLabel' | 'removedProperty');

/** A column as a header of third-party CSV describes it: `name:type(id space){option:value}`, each part optional. */
export interface HeaderColumn {
  readonly kind: ColumnKind;
  /** The cell of the header. */
  readonly text: string;
  /** The property's name. An id has one only if it is stored as a property. */
  readonly name?: string;
  /** In lower case. A property always has a type; an id only if the header gives it one. */
  readonly type?: string;
  /** The id space; empty for the global one. */
  readonly space: string;
  readonly options: Readonly<Record<string, string>>;
}

export interface CsvHeader {
  readonly kind: 'node' | 'relationship';
  readonly columns: readonly HeaderColumn[];
}

/** What is wrong with a header, and in which column, counted from 1; without a column the whole header is meant. */
export type HeaderViolation = RuleMessage & { readonly column?: number };

/** Files with one header, and the labels or the type that all of their rows have. */
export interface RowGroup {
  readonly header: CsvHeader;
  readonly labels: readonly string[];
}

/** The types of neo4j-admin. Every one but `char` has a list type, with `[]`. */
export const scalarTypes: readonly string[] = [
  ...['string', 'long', 'int', 'short', 'byte', 'char', 'boolean', 'float', 'double', 'point'],
  ...['date', 'time', 'datetime', 'localtime', 'localdatetime', 'duration'],
];

const listTypes = scalarTypes.filter((type) => type !== 'char').map((type) => `${type}[]`);

/** Whether a property, or an id with a type of its own, can have this type, given in lower case. */
export function isPropertyType(type: string): boolean {
  return scalarTypes.includes(type) || listTypes.includes(type);
}

/** Whether a row can be a header: it has a cell that occurs only in headers. */
export function looksLikeHeader(cells: readonly string[]): boolean {
  return cells.some((cell) => /:(ID|START_ID|END_ID|LABEL|TYPE)\b/i.test(cell));
}

/** Whether a header describes relationships. */
export function isRelationshipHeader(cells: readonly string[]): boolean {
  return cells.some((cell) => /:(START_ID|END_ID|TYPE)\b/i.test(cell));
}
