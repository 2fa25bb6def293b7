import { countRepeatedPairs } from './count-repeated.ts';
import type { GraphNodes, NodeKind } from './node-kinds.ts';
import type { TypeRows } from './type-rows.ts';

/** The relationships of one type from one kind of nodes to another. */
export interface PairRows {
  /** The number of the kind. */
  readonly from: number;
  readonly to: number;
  /** The place of the node of each relationship among the nodes of its kind. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly selfLinked: number;
  readonly repeatedPairs: number;
  /** For each property that both kinds have with few values: how many relationships have each pair of values. */
  readonly valuePairs: readonly ValuePairs[];
}

/** How many relationships have each pair of values at their ends. */
export interface ValuePairs {
  readonly property: string;
  readonly rows: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** Divides the relationships of a type by the kinds of nodes that they connect. */
export function divideByKinds({ starts, ends, count }: TypeRows, nodes: GraphNodes): readonly PairRows[] {
  const { kinds, ordinals } = nodes.numbers;
  const kindCount = nodes.kinds.length;
  const keyOf = (row: number): number => kinds[starts[row]!]! * kindCount + kinds[ends[row]!]!;
  const counts = new Map<number, number>();
  for (let row = 0; row < count; row++) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1);
  const divided = new Map(
    [...counts].map(([key, rows]) => [key, { starts: new Int32Array(rows), ends: new Int32Array(rows), count: 0 }]),
  );
  for (let row = 0; row < count; row++) {
    const rows = divided.get(keyOf(row))!;
    rows.starts[rows.count] = ordinals[starts[row]!]!;
    rows.ends[rows.count++] = ordinals[ends[row]!]!;
  }
  return [...divided].map(([key, rows]) => {
    const [from, to] = [Math.floor(key / kindCount), key % kindCount];
    return {
      ...{ from, to, starts: rows.starts, ends: rows.ends },
      selfLinked: from === to ? countSelfLinked(rows) : 0,
      repeatedPairs: countRepeated(rows),
      valuePairs: countValuePairs(rows, { nodes, from, to }),
    };
  });
}

type Ends = Pick<PairRows, 'starts' | 'ends'>;

function countSelfLinked({ starts, ends }: Ends): number {
  const nodes = new Set<number>();
  for (let row = 0; row < starts.length; row++) if (starts[row] === ends[row]) nodes.add(starts[row]!);
  return nodes.size;
}

function countRepeated({ starts, ends }: Ends): number {
  const pairs = new Int32Array(starts.length * 2);
  for (let row = 0; row < starts.length; row++) {
    pairs[row * 2] = starts[row]!;
    pairs[row * 2 + 1] = ends[row]!;
  }
  return countRepeatedPairs(pairs);
}

interface PairKinds {
  readonly nodes: GraphNodes;
  readonly from: number;
  readonly to: number;
}

function countValuePairs({ starts, ends }: Ends, { nodes, from, to }: PairKinds): readonly ValuePairs[] {
  const [source, target] = [nodes.kinds[from]!.columns, nodes.kinds[to]!.columns];
  return [...source].flatMap(([property, { values, codes }]) => {
    const other = target.get(property);
    if (!other || !isShared(values, nodes.kinds[from]!) || !isShared(other.values, nodes.kinds[to]!)) return [];
    const width = other.values!.length + 1;
    const table = new Float64Array((values!.length + 1) * width);
    const otherCodes = other.codes;
    for (let row = 0; row < starts.length; row++) {
      table[(codes[starts[row]!] ?? 0) * width + (otherCodes[ends[row]!] ?? 0)]!++;
    }
    const rows = values!.map((value, place) => {
      const counts = other.values!.map((to, toPlace) => [to, table[(place + 1) * width + toPlace + 1]!] as const);
      return [value, new Map(counts.filter(([, count]) => count > 0))] as const;
    });
    return [{ property, rows: new Map(rows.filter(([, counts]) => counts.size > 0)) }];
  });
}

/** Whether there are few values, and nodes share them. The ids of twenty regions say nothing. */
function isShared(values: readonly string[] | undefined, { count }: NodeKind): boolean {
  return values !== undefined && values.length > 0 && values.length * 2 <= count;
}
