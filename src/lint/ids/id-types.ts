// The types of ids: of one column, or of several columns that form one id.
import type { CsvDialect } from '../dialect/csv-dialect.ts';
import type { ColumnKind, HeaderColumn, RowGroup } from '../header/csv-header.ts';

/** The `id-type` of each column of an id space; undefined where `--id-type` decides. */
export type IdTypes = readonly (string | undefined)[];

/** Gathers the columns of each id space as the importer does: by their names, in the order of the headers of nodes. */
export function gatherIdTypes(groups: readonly RowGroup[]): ReadonlyMap<string, IdTypes> {
  const spaces = new Map<string, Map<string, string | undefined>>();
  for (const { header } of groups) {
    for (const { kind, space, name = '', type } of header.kind === 'node' ? header.columns : []) {
      if (kind !== 'id') continue;
      const types = spaces.get(space) ?? new Map<string, string | undefined>();
      if (!types.has(name)) types.set(name, type);
      spaces.set(space, types);
    }
  }
  return new Map([...spaces].map(([space, types]) => [space, [...types.values()]]));
}

/**
 * The types of the columns of a kind, by index. A node's column names its own type. The ends of a relationship have the types
 * of the id space, one after the other.
 */
export function idTypesOf(
  columns: readonly HeaderColumn[],
  kind: ColumnKind,
  spaceTypes: IdTypes,
): ReadonlyMap<number, string | undefined> {
  const types = new Map<number, string | undefined>();
  columns.forEach((column, index) => {
    if (column.kind === kind) types.set(index, kind === 'id' ? column.type : spaceTypes[types.size]);
  });
  return types;
}

/** Whether ids of a type are whole numbers. */
export function isWholeId(type: string | undefined, { idType }: Pick<CsvDialect, 'idType'>): boolean {
  return type === undefined ? idType !== 'string' : /^(byte|short|int|long)$/.test(type);
}

/** Whether ids of a type can be any text. */
export function isTextId(type: string | undefined, { idType }: Pick<CsvDialect, 'idType'>): boolean {
  return type === undefined ? idType === 'string' : type === 'string';
}
