import type { Graph } from '../model/graph.ts';
import { createEndsReader } from '../model/record.ts';
import { sumRows, type Table } from '../model/table.ts';

/** The ends of the relationships of a table: 8 bytes a row. */
export interface EndIndex {
  /** Whether a row has these ends, by record number. */
  has(start: number, end: number): boolean;
  /** The rows whose ends another row has, too: all ordinals with these ends by each of them, in order. Most graphs have none. */
  readonly repeated: ReadonlyMap<number, readonly number[]>;
}

/** Reads the ends of every row of a table. */
export function indexEnds({ nodes }: Graph, table: Table): EndIndex {
  const size = sumRows(nodes);
  const keys = new Float64Array(table.count);
  let key = 0;
  const readEnds = createEndsReader(table, (start, end) => {
    key = start * size + end;
  });
  const readKey = (ordinal: number): number => {
    readEnds(ordinal);
    return key;
  };
  for (let ordinal = 0; ordinal < table.count; ordinal++) keys[ordinal] = readKey(ordinal);
  keys.sort();
  return { has: (start, end) => holds(keys, start * size + end), repeated: findRepeated(keys, readKey) };
}

/** Whether a sorted array holds a value. */
function holds(keys: Float64Array, key: number): boolean {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keys[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return keys[low] === key;
}

function findRepeated(keys: Float64Array, readKey: (ordinal: number) => number): EndIndex['repeated'] {
  const groups = new Map<number, number[]>();
  for (let index = 1; index < keys.length; index++) if (keys[index] === keys[index - 1]) groups.set(keys[index]!, []);
  const repeated = new Map<number, readonly number[]>();
  if (groups.size === 0) return repeated;
  for (let ordinal = 0; ordinal < keys.length; ordinal++) {
    const group = groups.get(readKey(ordinal));
    if (!group) continue;
    group.push(ordinal);
    repeated.set(ordinal, group);
  }
  return repeated;
}
