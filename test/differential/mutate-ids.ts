import { type Draw, drawOptions, type FileCase, pick } from './file-case.ts';

/** Values of each id-type, right and wrong. The lint compares ids of other types as they are written. */
const valuesOf: Readonly<Record<string, readonly string[]>> = {
  '': ['1', '2', 'x', '01', '1.0'],
  string: ['1', 'x', '01', 'true'],
  int: ['1', '2', '01', ' 1', '-1', 'x', '3000000000'],
  long: ['1', '2', '02', '3000000000', '72057594037927936'],
  double: ['1', '1.0', '2e0', '-1', 'x'],
  boolean: ['true', 'false', 'TRUE', 'x'],
  char: ['a', '1', 'ab'],
  date: ['2020-01-31', '2020-02-01', '1'],
};
const types = ['', '', '', 'string', 'int', 'int', 'INT', 'long', 'double', 'boolean', 'char', 'date'];
/** The importer takes them if another column has a part of the id, and the lint takes them in any case. */
const unpacked = /^(-1|72057594037927936|\d+-.*)$/;
const changes: readonly (readonly [string, readonly string[]])[] = [
  [':ACTION', ['create', '', 'C', 'Create', '""', 'delete', 'x', ' c']],
  ['x:ACTION', ['', 'create', 'update']],
  [':+LABEL', ['P', '', 'P;Q', '""']],
  [':-LABEL', ['', '', '""', 'P']],
  ['n:-PROPERTY', ['', '', '""', 'x']],
  [':remove_property', ['', '', '""']],
];
const chances = {
  ...{ 'trim-strings': 15, 'ignore-empty-strings': 10 },
  ...{ 'skip-bad-relationships': 20, 'skip-duplicate-nodes': 20 },
};

/** Nodes with ids of one or several columns, and a relationship between them that may write the ids in another way. */
export function mutateIds(draw: Draw): FileCase {
  const idTypes = Array.from({ length: pick(draw, [1, 1, 2, 2, 3]) }, () => pick(draw, types));
  const change = draw(3) === 0 ? pick(draw, changes) : undefined;
  const names = ['a', draw(6) === 0 ? '' : 'b', 'c'];
  const space = pick(draw, ['', '(G)']);
  const drawId = (): string[] => {
    const id = idTypes.map((type) => drawValue(draw, valuesOf[type.toLowerCase()]!));
    return idTypes.length > 1 && id.some((text) => unpacked.test(text))
      ? id.map((text) => (/^("")?$/.test(text) ? '1' : text))
      : id;
  };
  const ids = Array.from({ length: 1 + draw(3) }, drawId);
  const idColumns = idTypes.map((type, index) => `${names[index]}:ID${space}${type && `{id-type:${type}}`}`);
  const rows = [[...idColumns, ...(change ? [change[0]] : [])], ...ids.map((id) => addChange(draw, id, change))];
  const nodes = rows.map((cells) => `${cells.join(',')}\n`).join('');
  const options = drawOptions(draw, chances);
  if (draw(10) === 0 && idTypes.every((type) => type === '')) options['id-type'] = 'integer';
  if (draw(3) === 0) return { nodes, options };
  const columns = draw(8) === 0 ? 1 + draw(3) : idTypes.length;
  const ends = [':START_ID', ':END_ID'].flatMap((end) => Array<string>(columns).fill(`${end}${space}`));
  const drawEnd = (): string[] => (draw(3) === 0 ? drawId() : pick(draw, ids)).slice(0, columns);
  const cells = [...drawEnd(), ...drawEnd(), 'R'];
  return { nodes, relationships: `${ends.join(',')},:TYPE\n${cells.join(',')}\n`, options };
}

function drawValue(draw: Draw, values: readonly string[]): string {
  const kind = draw(20);
  return kind === 0 ? '' : kind === 1 ? '""' : pick(draw, values);
}

function addChange(draw: Draw, id: readonly string[], change: (typeof changes)[number] | undefined): readonly string[] {
  return change ? [...id, pick(draw, change[1])] : id;
}
