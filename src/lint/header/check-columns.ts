import {
  type ColumnKind,
  type CsvHeader,
  type HeaderColumn,
  type HeaderViolation,
  isPropertyType,
} from './csv-header.ts';
import { differentSpace, missingColumn, repeatedKind, repeatedName, unknownIdType, wrongKind } from './header-rules.ts';

const kindsOf: Readonly<Record<CsvHeader['kind'], readonly ColumnKind[]>> = {
  node: ['id', 'label', 'ignore', 'property', 'action', 'removedLabel', 'removedProperty'],
  relationship: ['startId', 'endId', 'type', 'ignore', 'property', 'action', 'removedProperty'],
};

/**
 * What is wrong with the columns of a header, taken together. `joinsEnds`: whether several :START_ID or :END_ID columns form
 * one id.
 */
export function findColumnViolations({ kind, columns }: CsvHeader, joinsEnds: boolean): readonly HeaderViolation[] {
  return [
    ...findWrongKinds(kind, columns),
    ...findRepeats(columns, joinsEnds),
    ...findIdViolations(columns),
    ...(kind === 'relationship' ? findMissingEnds(columns) : []),
  ];
}

function findWrongKinds(kind: CsvHeader['kind'], columns: readonly HeaderColumn[]): readonly HeaderViolation[] {
  return columns.flatMap((column, index) =>
    kindsOf[kind].includes(column.kind) ? [] : [{ column: index + 1, ...wrongKind(kind, column.text) }],
  );
}

function findRepeats(columns: readonly HeaderColumn[], joinsEnds: boolean): readonly HeaderViolation[] {
  const violations: HeaderViolation[] = [];
  const names = new Set<string>();
  const kinds = new Set<ColumnKind>();
  columns.forEach(({ kind, name, text }, index) => {
    const column = index + 1;
    const isStored = (kind === 'property' || kind === 'id') && name !== undefined;
    if (isStored && names.has(name)) violations.push({ column, ...repeatedName(name, text) });
    else if (kinds.has(kind)) violations.push({ column, ...repeatedKind(text) });
    if (isStored) names.add(name);
    if (kind === 'type' || (!joinsEnds && (kind === 'startId' || kind === 'endId'))) kinds.add(kind);
  });
  return violations;
}

/** The columns of an id have one id space, and a type of neo4j-admin if they have one. */
function findIdViolations(columns: readonly HeaderColumn[]): readonly HeaderViolation[] {
  const violations: HeaderViolation[] = [];
  const first = columns.find(({ kind }) => kind === 'id');
  columns.forEach(({ kind, space, type, text }, index) => {
    if (kind !== 'id') return;
    const column = index + 1;
    if (space !== first!.space) violations.push({ column, ...differentSpace(first!.space, text) });
    if (type !== undefined && !isPropertyType(type)) violations.push({ column, ...unknownIdType(text) });
  });
  return violations;
}

function findMissingEnds(columns: readonly HeaderColumn[]): readonly HeaderViolation[] {
  const cells = columns.map(({ text }) => text);
  const has = (wanted: ColumnKind): boolean => columns.some(({ kind }) => kind === wanted);
  return [
    ...(has('startId') ? [] : [missingColumn(':START_ID', cells)]),
    ...(has('endId') ? [] : [missingColumn(':END_ID', cells)]),
  ];
}
