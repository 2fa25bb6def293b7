import { type Draw, drawOptions, type FileCase, pick } from './file-case.ts';

type Row = readonly string[];

const nodeRows: readonly Row[] = [
  ['id:ID(P)', 'name', 'n:int', 'born:date', 'on:boolean', 't:string[]', ':LABEL'],
  ['1', 'Ann', '5', '2020-01-31', 'true', 'a;b', 'P'],
  ['2', 'Bo', '', '2020-02-01', 'false', '', 'P;Q'],
  ['3', '7', '-1', '', 'true', 'c', ''],
];
const relationshipRows: readonly Row[] = [
  [':START_ID(P)', ':END_ID(P)', ':TYPE', 'since:int', 'note'],
  ['1', '2', 'K', '5', 'x'],
  ['2', '3', 'L', '', '1'],
  ['3', '1', '2', '2', ''],
];
const chances = {
  ...{ 'skip-bad-relationships': 25, 'skip-duplicate-nodes': 20, 'ignore-extra-columns': 15 },
  ...{ 'ignore-empty-strings': 10, 'trim-strings': 10 },
};

/**
 * Nodes and relationships whose columns change places: in the header alone, in some rows, or in both. Columns may be missing,
 * also those of ids, and files may end after the header, or have no text at all.
 */
export function mutateColumns(draw: Draw): FileCase {
  const isRelationship = draw(2) === 0;
  const options = drawOptions(draw, chances);
  const change = (rows: readonly Row[]): string => format(draw, swapCells(draw, rows));
  if (draw(12) === 0) options['id-type'] = 'integer';
  if (!isRelationship) return { nodes: change(nodeRows), options };
  const nodes = draw(3) === 0 ? change(nodeRows) : format(draw, nodeRows);
  return { nodes, relationships: change(relationshipRows), options };
}

function swapCells(draw: Draw, rows: readonly Row[]): readonly Row[] {
  const width = rows[0]!.length;
  const [one, other] = [draw(width), draw(width)];
  const kind = draw(6);
  return rows.map((row, index) => {
    if (kind === 0) return row.toSpliced(one, 1);
    if (kind === 1) return index === 0 ? row.toSpliced(one, 1) : row;
    if (kind === 2) return index === 0 ? row : row.toSpliced(one, 1);
    const isSwapped = kind === 3 ? index === 0 : kind === 4 ? draw(2) === 0 : index === 2;
    return isSwapped ? row.with(one, row[other]!).with(other, row[one]!) : row;
  });
}

function format(draw: Draw, rows: readonly Row[]): string {
  const text = rows.map((row) => `${row.join(',')}\n`).join('');
  const kind = draw(25);
  if (kind === 0) return pick(draw, ['', '\n', '\r\n', '\n\n', '\ufeff', '\ufeff\n', ' \n', ',\n']);
  return kind === 1 ? `${rows[0]!.join(',')}${pick(draw, ['', '\n', '\n\n'])}` : text;
}
