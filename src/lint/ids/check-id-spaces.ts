// Checks whether the columns of ids in all headers fit together.
import type { CsvDialect } from '../dialect/csv-dialect.ts';
import { unknownSpace } from '../files/file-rules.ts';
import type { FindingCollector, RuleMessage } from '../finding.ts';
import type { ColumnKind, HeaderColumn } from '../header/csv-header.ts';
import type { PlannedGroup } from '../plan-ranges.ts';
import { differentIdType, incomparableIds, joinedWholeIds, wrongColumnCount } from './id-column-rules.ts';
import { gatherIdTypes, idTypesOf } from './id-types.ts';

interface PlacedColumn {
  readonly column: HeaderColumn;
  /** Counted from 0. */
  readonly index: number;
}

/** Reports columns of ids that do not fit those of other columns or files. */
export function checkIdSpaces(groups: readonly PlannedGroup[], dialect: CsvDialect, findings: FindingCollector): void {
  const nodes = groups.filter(({ header }) => header.kind === 'node');
  const relationships = groups.filter(({ header }) => header.kind === 'relationship');
  const known = new Set(nodes.flatMap((group) => columnsOf(group, 'id').slice(0, 1)).map(({ column }) => column.space));
  const counts = dialect.isCalendarVersion ? countIdColumns(nodes) : new Map<string, number>();
  const firstTypes = new Map<string, string>();
  const types = gatherIdTypes(groups);
  for (const group of nodes) {
    const report = reportIn(group, findings);
    const columns = columnsOf(group, 'id');
    for (const placed of columns) {
      const { space, name = '', options } = placed.column;
      const key = dialect.isCalendarVersion ? `${space}\0${name}` : space;
      const type = options['id-type'] ?? '';
      const first = firstTypes.get(key) ?? type;
      firstTypes.set(key, first);
      if (first !== type) report(placed, differentIdType(space, first, type));
    }
    if (columns.length > 1 && dialect.idType !== 'string' && !dialect.isCalendarVersion) {
      report(columns[1]!, joinedWholeIds(columns[1]!.column.text));
    }
  }
  for (const group of relationships) {
    const report = reportIn(group, findings);
    for (const kind of ['startId', 'endId'] as const) {
      const columns = columnsOf(group, kind);
      for (const placed of columns) {
        const { space } = placed.column;
        if (!known.has(space)) report(placed, unknownSpace(space, [...known]));
      }
      for (const [index, type] of idTypesOf(
        group.header.columns,
        kind,
        types.get(columns[0]?.column.space ?? '') ?? [],
      )) {
        if (!isComparable(type, columns.length))
          report({ column: group.header.columns[index]!, index }, incomparableIds(type!));
      }
      const wanted = counts.get(columns[0]?.column.space ?? '');
      if (wanted === undefined || columns.length <= 1 || columns.length === wanted) continue;
      report(columns[1]!, wrongColumnCount(columns[1]!.column.text, wanted));
    }
  }
}

function columnsOf({ header }: PlannedGroup, kind: ColumnKind): readonly PlacedColumn[] {
  return header.columns.flatMap((column, index) => (column.kind === kind ? [{ column, index }] : []));
}

/** Whether the importer finds the nodes that relationships refer to. It does not recognize equal lists, dates and times. */
function isComparable(type: string | undefined, columns: number): boolean {
  if (type === undefined) return true;
  return !type.endsWith('[]') && (columns > 1 || !/^(date|(local)?(date)?time)$/.test(type));
}

/** How many columns the ids of each id space have; 1 if the files differ in that. */
function countIdColumns(nodes: readonly PlannedGroup[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const group of nodes) {
    const columns = columnsOf(group, 'id');
    if (columns.length === 0) continue;
    const { space } = columns[0]!.column;
    counts.set(space, (counts.get(space) ?? columns.length) === columns.length ? columns.length : 1);
  }
  return counts;
}

function reportIn({ file }: PlannedGroup, findings: FindingCollector) {
  return ({ column, index }: PlacedColumn, message: RuleMessage): void =>
    findings.add({ ...message, file, column: index + 1, header: column.text, line: 1 });
}
