import type { Column } from '../../../model/column/column.ts';
import type { AnyCells, Columns } from '../../../model/columns.ts';
import type { GraphContext, NodeDefinition } from '../../../model/definition.ts';
import { spelledName, spellings } from '../columns/spelled-name.ts';
import { operational } from '../configuration-item.ts';
import { longHosts } from '../structure/addresses.ts';
import { blocksOf, countDirtOf, type DirtKind } from './kinds.ts';

/** So many days ago a stale record was written. Clean machines were started again since, 120 days ago at the latest. */
export const staleDays = 400;

/** The columns of a class with dirt: a duplicate has its name in another spelling. */
export function dirtyColumns({ columns }: NodeDefinition): Columns {
  const name = columns['name'] as unknown as Parameters<typeof spelledName>[0]; // names of CIs are made of numbers
  return { ...columns, name: spelledName(name) as unknown as Column<never, string> };
}

/** A dirty CI while its row is written. */
interface DirtyRow {
  /** Its row among those of its kind in its class. */
  copy: number;
  /** Its number in its class. */
  number: number;
}

type WriteRow = (ordinal: number, cell: AnyCells) => void;

/** Makes the function that writes the dirty rows of a class. Each is the row of a clean CI with some cells changed. */
export function createDirtyRows(graph: GraphContext, node: NodeDefinition) {
  const addressOf = createOldAddresses(graph, node.label);
  const earlier = { ...graph, asOfDay: graph.asOfDay - staleDays };
  const changes: Readonly<Record<DirtKind, CellChanges>> = {
    orphan: (cell, at) => changeIdentity(cell, at, addressOf),
    stale: (cell, at) => ({ ...changeIdentity(cell, at, addressOf), status: () => cell['status']!(operational) }),
    duplicate: (cell, at) => ({
      id: () => cell['id']!(at.number),
      name: (...name) => cell['name']!(...name, spellings[at.copy % spellings.length]),
    }),
  };
  const blocks = blocksOf(graph, node.label)
    .filter(({ count }) => count > 0)
    .map((block) => {
      const row = node.rows(block.kind === 'stale' ? earlier : graph);
      return { ...block, write: changeCells(row, changes[block.kind]) };
    });
  return (row: number, number: number, cell: AnyCells): void => {
    const { first, originals, write } = blocks.findLast((block) => block.first <= row)!;
    write(originals.originalOf(row - first), { copy: row - first, number }, cell);
  };
}

/** The cells that differ from those of the original. */
type CellChanges = (cell: AnyCells, at: DirtyRow) => AnyCells;

/** A CI of its own: another id, another number in its name, and an address that no other CI has. */
function changeIdentity(cell: AnyCells, at: DirtyRow, addressOf: (number: number) => number): AnyCells {
  return {
    id: () => cell['id']!(at.number),
    name: (...name) => cell['name']!(...name.slice(0, -1), at.number), // a name ends with a number
    ...('ip' in cell && { ip: () => cell['ip']!(addressOf(at.number)) }),
  };
}

/** Writes the rows of a table with some cells changed. Rows of one file have the same cells, so these are made once. */
function changeCells(row: WriteRow, change: CellChanges) {
  const at: DirtyRow = { copy: 0, number: 0 };
  let known: { readonly cell: AnyCells; readonly changed: AnyCells } | undefined;
  return (original: number, place: DirtyRow, cell: AnyCells): void => {
    Object.assign(at, place);
    if (known?.cell !== cell) known = { cell, changed: { ...cell, ...change(cell, at) } };
    row(original, known.changed);
  };
}

const firstOld = 0xc0a8_0001; // 192.168.0.1
const oldAddresses = 2 ** 16 - 2;
/** The prefix of a site that no estate has. */
const firstLongOld = 2 ** 32 + 131_000 * longHosts;

/** The addresses of machines that are not where others are: those of a network that no data center has any more. */
function createOldAddresses(graph: GraphContext, label: string): (number: number) => number {
  const before = label === 'Server' ? 0 : countDirtOf('Server', graph.dirty);
  const { count: clean } = graph.nodes(label);
  return (number) => {
    const place = before + number - clean;
    return place < oldAddresses ? firstOld + place : firstLongOld + place;
  };
}
