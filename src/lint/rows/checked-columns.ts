// Which cells of a row are checked by their type, and how.
import type { CsvDialect } from '../dialect/csv-dialect.ts';
import { type HeaderColumn, isPropertyType } from '../header/csv-header.ts';
import { idTypesOf, isWholeId } from '../ids/id-types.ts';
import type { IdSpaceView } from '../ids/row-ids.ts';
import { type CellLinter, createCellLinter, idLinter } from '../values/cell-linter.ts';
import { type CellRule, checkAction, refuseRemoval } from '../values/cell-rules.ts';

export interface CheckedColumn {
  /** Counted from 0. */
  readonly index: number;
  readonly linter: CellLinter;
  /** Finds the cells that are not numbers of the type, if the importer skips their rows. */
  readonly skipped: CellLinter | undefined;
  /** Whether an empty text in quotes is checked too. */
  readonly checksEmpty: boolean;
}

type Spaces = ReadonlyMap<string, Pick<IdSpaceView, 'types'>>;

/** The columns whose cells cannot be any text. */
export function findCheckedColumns(
  columns: readonly HeaderColumn[],
  dialect: CsvDialect,
  spaces: Spaces,
): readonly CheckedColumn[] {
  return columns.flatMap((column, index) => {
    const idType = findIdType(columns, index, spaces);
    const linter = idType ? createIdLinter(idType, dialect) : createLinter(column, dialect);
    if (!linter) return [];
    const isText = column.kind === 'action' || (column.kind === 'removedProperty' && column.name !== undefined);
    const skipped = idType && skipsInvalidId(column, idType, dialect) ? createTypeLinter(idType, dialect) : undefined;
    return [{ index, linter, skipped, checksEmpty: isText && !dialect.ignoreEmptyStrings }];
  });
}

interface IdType {
  /** Undefined if `--id-type` decides. */
  readonly type: string | undefined;
  /** Whether the column alone is the id. */
  readonly isWhole: boolean;
}

function findIdType(columns: readonly HeaderColumn[], index: number, spaces: Spaces): IdType | undefined {
  const { kind, space } = columns[index]!;
  if (kind !== 'id' && kind !== 'startId' && kind !== 'endId') return undefined;
  const types = idTypesOf(columns, kind, spaces.get(space)?.types ?? []);
  return { type: types.get(index), isWhole: types.size === 1 };
}

function createLinter({ kind, type, options }: HeaderColumn, dialect: CsvDialect): CellLinter | undefined {
  const ofRule = (check: CellRule): CellLinter => ({ isUsual: () => false, check });
  if (kind === 'property') return createCellLinter(type!, dialect, options);
  if (kind === 'action') return ofRule(checkAction);
  return kind === 'removedLabel' || kind === 'removedProperty' ? ofRule(refuseRemoval) : undefined;
}

/** An id keeps the width of its type. The importer packs the number into 56 bits if it has nothing else to compare. */
function createIdLinter({ type, isWhole }: IdType, dialect: CsvDialect): CellLinter | undefined {
  const { idType, isCalendarVersion } = dialect;
  const isPacked = isCalendarVersion ? isWhole && isWholeId(type, dialect) : idType !== 'string';
  if (type === undefined && (isPacked || idType === 'string')) return isPacked ? idLinter : undefined;
  if (type !== undefined && !isPropertyType(type)) return undefined;
  const linter = createTypeLinter({ type }, dialect);
  if (!isPacked || /^(float|double)$/.test(type ?? '')) return linter;
  if (!linter) return idLinter;
  return {
    isUsual: (bytes, start, end) => linter.isUsual(bytes, start, end) && idLinter.isUsual(bytes, start, end),
    check: (text) => linter.check(text) ?? idLinter.check(text),
  };
}

function createTypeLinter({ type }: Pick<IdType, 'type'>, dialect: CsvDialect): CellLinter | undefined {
  return createCellLinter(type ?? 'long', { ...dialect, normalizeTypes: false });
}

/** From 2026 on the importer skips a row if one of its ids is not a number, as it does for other bad rows. */
function skipsInvalidId(
  { kind }: HeaderColumn,
  { type }: IdType,
  { isCalendarVersion, idType, skipDuplicateNodes, skipBadRelationships }: CsvDialect,
): boolean {
  const isSkipped = kind === 'id' ? skipDuplicateNodes : skipBadRelationships;
  const isNumber = isWholeId(type, { idType }) || type === 'float' || type === 'double';
  return isCalendarVersion && isNumber && isSkipped;
}
