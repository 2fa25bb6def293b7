// The grammar of neo4j-admin's headers: `name:type(id space){option:value}`, each part optional; operations manual, "CSV
// header format", and what the importer does where that says nothing.

import { isReferenceSystem } from './point.ts';
import { isZone } from './temporal.ts';

export type ColumnKind = 'id' | 'startId' | 'endId' | 'label' | 'type' | 'ignore' | 'property';

export interface HeaderColumn {
  readonly kind: ColumnKind;
  /** The cell as it stands in the header. */
  readonly text: string;
  /** Of the property; of an id only where it is stored. */
  readonly name?: string;
  /** Lower case; of a property, or of an id that has one of its own. */
  readonly type?: string;
  readonly space: string;
  readonly options: Readonly<Record<string, string>>;
}

export interface HeaderViolation {
  readonly rule: string;
  /** 1-based; absent where the header as a whole is meant. */
  readonly column?: number;
  readonly expected: string;
  readonly found: string;
  readonly remedy: string;
}

export interface CsvHeader {
  readonly kind: 'node' | 'relationship';
  readonly columns: readonly HeaderColumn[];
  readonly faults: readonly HeaderViolation[];
}

const scalarTypes = [
  ...['string', 'long', 'int', 'short', 'byte', 'char', 'boolean', 'float', 'double', 'point'],
  ...['date', 'time', 'datetime', 'localtime', 'localdatetime', 'duration'],
];
const noArrays = ['char'];

/** Every type that a property may have. */
export const propertyTypes: readonly string[] = [
  ...scalarTypes,
  ...scalarTypes.filter((type) => !noArrays.includes(type)).map((type) => `${type}[]`),
];

const keywords: Readonly<Record<string, ColumnKind>> = {
  id: 'id',
  start_id: 'startId',
  end_id: 'endId',
  label: 'label',
  type: 'type',
  ignore: 'ignore',
};

const kindsOf = {
  node: ['id', 'label', 'ignore', 'property'],
  relationship: ['startId', 'endId', 'type', 'ignore', 'property'],
} as const;

/** Whether a row can be a header: it has a cell that only a header has. */
export function looksLikeHeader(cells: readonly string[]): boolean {
  return cells.some((cell) => /:(ID|START_ID|END_ID|LABEL|TYPE)\b/i.test(cell));
}

/** Whether a header is of relationships. */
export function isRelationshipHeader(cells: readonly string[]): boolean {
  return cells.some((cell) => /:(START_ID|END_ID|TYPE)\b/i.test(cell));
}

export interface HeaderOptions {
  readonly kind: CsvHeader['kind'];
  /** As of a dialect: then several :START_ID or :END_ID make one id together, and an id space has no parentheses in its name. */
  readonly isCalendar: boolean;
}

/** Reads a header of files that are nodes, or relationships. */
export function parseHeader(cells: readonly string[], { kind: is, isCalendar }: HeaderOptions): CsvHeader {
  const faults: HeaderViolation[] = [];
  const columns = cells.map((cell, index) =>
    parseCell(cell, isCalendar, (fault) => faults.push({ column: index + 1, ...fault })),
  );
  const allowed: readonly ColumnKind[] = kindsOf[is];
  columns.forEach((column, index) => {
    if (allowed.includes(column.kind)) return;
    faults.push({
      rule: 'header-kind',
      column: index + 1,
      expected: `a column of a ${is}`,
      found: column.text,
      remedy: 'Nodes have :ID and :LABEL, relationships :START_ID, :END_ID and :TYPE.',
    });
  });
  for (const fault of findRepeats(columns, isCalendar)) faults.push(fault);
  for (const fault of findIdFaults(columns)) faults.push(fault);
  if (is === 'relationship') {
    for (const [wanted, name] of [
      ['startId', ':START_ID'],
      ['endId', ':END_ID'],
    ] as const) {
      if (columns.some((column) => column.kind === wanted)) continue;
      const found = cells.join(',');
      faults.push({ rule: 'header-missing', expected: `a column ${name}`, found, remedy: `Add ${name}.` });
    }
  }
  return { kind: is, columns, faults };
}

function parseCell(
  text: string,
  isCalendar: boolean,
  refuse: (fault: Omit<HeaderViolation, 'column'>) => void,
): HeaderColumn {
  let rest = text;
  let options: Record<string, string> = {};
  const open = rest.lastIndexOf('{');
  if (open >= 0) {
    const close = rest.lastIndexOf('}');
    const parsed = close > open ? parseOptions(rest.slice(open + 1, close)) : undefined;
    if (!parsed) {
      const remedy = 'Write {name:value}, and quote the cell where it has a comma.';
      refuse({ rule: 'header-options', expected: 'options in braces', found: text, remedy });
    } else {
      options = parsed;
    }
    rest = rest.slice(0, open) + (close > open ? rest.slice(close + 1) : '');
  }
  const colon = rest.lastIndexOf(':');
  let space = '';
  const paren = isCalendar ? rest.lastIndexOf('(') : rest.indexOf('(', colon);
  if (colon >= 0 && paren > colon) {
    const close = rest.lastIndexOf(')');
    if (close < paren) {
      const remedy = 'Close the parenthesis.';
      refuse({ rule: 'header-space', expected: 'an id space in parentheses', found: text, remedy });
    }
    space = rest.slice(paren + 1, close < paren ? undefined : close);
    rest = rest.slice(0, paren) + (close < paren ? '' : rest.slice(close + 1));
  }
  const name = colon < 0 ? rest : rest.slice(0, colon);
  const given = colon < 0 ? undefined : rest.slice(colon + 1);
  const base = { text, space, options, ...(name !== '' && { name }) };
  if (text === '' || given === 'IGNORE') return { ...base, kind: 'ignore' };
  const type = given?.toLowerCase();
  if (type === undefined) return { ...base, kind: 'property', type: 'string' };
  const kind = type === 'ignore' ? undefined : keywords[type];
  if (kind !== undefined) return { ...base, kind, ...(kind === 'id' && typeOfId(options)) };
  if (/^vector(\[\])?$/.test(type)) {
    const remedy = 'Make it float[], or import into Enterprise with --no-lint.';
    refuse({ rule: 'header-type', expected: 'a type that Community can store', found: given!, remedy });
    return { ...base, kind: 'property', type: 'string' };
  }
  if (!propertyTypes.includes(type)) {
    refuse({
      rule: 'header-type',
      expected: `a type of neo4j-admin's (${scalarTypes.join(', ')}; with [] for a list)`,
      found: given!,
      remedy: 'Correct the type, or leave it out for text.',
    });
    return { ...base, kind: 'property', type: 'string' };
  }
  const option = findWrongOption(type.replace('[]', ''), options);
  if (option !== undefined) {
    const [expected, remedy] = option;
    refuse({ rule: 'header-options', expected, found: text, remedy });
  }
  if (name === '') {
    refuse({
      rule: 'header-name',
      expected: 'a name before the type',
      found: text,
      remedy: 'Name the property, or write :IGNORE.',
    });
  }
  return { ...base, kind: 'property', type };
}

/** What was expected of an option that the importer cannot use, and what to do. */
function findWrongOption(
  type: string,
  { crs, timezone }: Readonly<Record<string, string>>,
): readonly [string, string] | undefined {
  if (type === 'point' && crs !== undefined && !isReferenceSystem(crs)) {
    return ['a reference system such as WGS-84 or cartesian', 'Correct the crs.'];
  }
  if (/^(date)?time$/.test(type) && timezone !== undefined && !isZone(timezone)) {
    return ['a time zone such as +01:00 or Europe/Berlin', 'Correct the timezone.'];
  }
  return undefined;
}

function typeOfId(options: Readonly<Record<string, string>>): { readonly type?: string } {
  const type = options['id-type'];
  return type === undefined ? {} : { type: type.toLowerCase() };
}

/** `name:value, name:'value'`. */
function parseOptions(text: string): Record<string, string> | undefined {
  const options: Record<string, string> = {};
  const pattern = /\s*([^:,\s]+)\s*:\s*(?:'([^']*)'|"([^"]*)"|([^,]*?))\s*(?:,|$)/y;
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (!match) return undefined;
    options[match[1]!] = match[2] ?? match[3] ?? match[4] ?? '';
  }
  return Object.keys(options).length > 0 ? options : undefined;
}

/** All columns of an id are of one id space, and a type of its own is one of neo4j-admin's. */
function findIdFaults(columns: readonly HeaderColumn[]): readonly HeaderViolation[] {
  const faults: HeaderViolation[] = [];
  const first = columns.find(({ kind }) => kind === 'id');
  const remedy = 'Correct it, or leave it out.';
  columns.forEach(({ kind, space, type, text }, index) => {
    if (kind !== 'id') return;
    const place = { column: index + 1, found: text };
    if (space !== first!.space) {
      const expected = `the id space of the first id, ${first!.space || 'the global one'}`;
      faults.push({ rule: 'header-space', ...place, expected, remedy: 'Give both columns the same id space.' });
    }
    if (type !== undefined && !propertyTypes.includes(type)) {
      faults.push({ rule: 'header-type', ...place, expected: 'an id-type of neo4j-admin', remedy });
    }
  });
  return faults;
}

function findRepeats(columns: readonly HeaderColumn[], joinsEnds: boolean): readonly HeaderViolation[] {
  const faults: HeaderViolation[] = [];
  const names = new Set<string>();
  const once = new Set<ColumnKind>();
  columns.forEach(({ kind, name, text }, index) => {
    const isNamed = (kind === 'property' || kind === 'id') && name !== undefined;
    if ((isNamed && names.has(name)) || once.has(kind)) {
      const expected = isNamed ? `one column of the name \`${name}\`` : `one column like \`${text}\``;
      const remedy = 'Rename one of them, or write :IGNORE as the type of the one to leave out.';
      faults.push({ rule: 'header-repeated', column: index + 1, expected, found: text, remedy });
    }
    if (isNamed) names.add(name);
    if (kind === 'type' || (!joinsEnds && (kind === 'startId' || kind === 'endId'))) once.add(kind);
  });
  return faults;
}
