import { measureAgreement } from './agreement.ts';
import { summariseDegrees } from './degrees.ts';
import type { ConnectionStats, Correlation } from './graph-stats.ts';
import type { GraphNodes } from './node-kinds.ts';
import { divideByKinds, type PairRows } from './pair-rows.ts';
import { correlateRanks, rankDegrees, rankNumbers } from './rank-correlation.ts';
import type { TypeRows } from './type-rows.ts';

/**
 * Measures the relationships of a type: all, those to each kind, those from each kind, and those between each two kinds. What
 * would be the same twice is there once.
 */
export function measureConnections(type: TypeRows, nodes: GraphNodes): readonly ConnectionStats[] {
  const pairs = divideByKinds(type, nodes).toSorted((a, b) => b.starts.length - a.starts.length);
  const select = (end: 'from' | 'to'): readonly (readonly PairRows[])[] => {
    const kinds = [...new Set(pairs.map((pair) => pair[end]))];
    const groups = kinds.map((kind) => pairs.filter((pair) => pair[end] === kind));
    return groups.toSorted((a, b) => countRows(b) - countRows(a));
  };
  const groups = [pairs, ...select('to'), ...select('from'), ...pairs.map((pair) => [pair])];
  const unique = new Map(groups.map((group) => [group.map(({ from, to }) => `${from} ${to}`).join(), group]));
  const ranks = new PropertyRanks(nodes);
  const names = nodes.nameKinds();
  return [...unique.values()].map((group) => measureGroup(group, { nodes, names, ranks }));
}

function countRows(pairs: readonly PairRows[]): number {
  return pairs.reduce((sum, { starts }) => sum + starts.length, 0);
}

interface GroupContext {
  readonly nodes: GraphNodes;
  readonly names: readonly string[];
  readonly ranks: PropertyRanks;
}

function measureGroup(pairs: readonly PairRows[], { nodes, names, ranks }: GroupContext): ConnectionStats {
  const sum = (name: 'selfLinked' | 'repeatedPairs'): number => pairs.reduce((all, pair) => all + pair[name], 0);
  const out = countDegrees(pairs, { nodes, kind: 'from', rows: 'starts' });
  const into = countDegrees(pairs, { nodes, kind: 'to', rows: 'ends' });
  const correlations = correlate({ out, into, ranks }); // before the degrees are sorted
  return {
    from: out.kinds.map((kind) => names[kind]!),
    to: into.kinds.map((kind) => names[kind]!),
    rows: countRows(pairs),
    fanOut: summariseDegrees(out.degrees),
    fanIn: summariseDegrees(into.degrees),
    selfLinked: sum('selfLinked'),
    repeatedPairs: sum('repeatedPairs'),
    agreement: measureAgreement(pairs.flatMap(({ valuePairs }) => valuePairs)),
    correlations,
  };
}

interface Degrees {
  /** The kinds of the nodes, one after the other. */
  readonly kinds: readonly number[];
  readonly degrees: Int32Array;
}

function countDegrees(
  pairs: readonly PairRows[],
  end: { readonly nodes: GraphNodes; readonly kind: 'from' | 'to'; readonly rows: 'starts' | 'ends' },
): Degrees {
  const kinds = [...new Set(pairs.map((pair) => pair[end.kind]))].sort((a, b) => a - b);
  const firsts = new Map<number, number>();
  let count = 0;
  for (const kind of kinds) {
    firsts.set(kind, count);
    count += end.nodes.kinds[kind]!.count;
  }
  const degrees = new Int32Array(count);
  for (const pair of pairs) {
    const first = firsts.get(pair[end.kind])!;
    for (const ordinal of pair[end.rows]) degrees[first + ordinal]!++;
  }
  return { kinds, degrees };
}

interface Correlated {
  readonly out: Degrees;
  readonly into: Degrees;
  readonly ranks: PropertyRanks;
}

/** The correlations of fan-in with fan-out of the same kind, and of both with the integer properties of one kind. */
function correlate({ out, into, ranks }: Correlated): readonly Correlation[] {
  const isSameKind = out.kinds.length === 1 && into.kinds.length === 1 && out.kinds[0] === into.kinds[0];
  const correlations: Correlation[] = [];
  const add = (degree: Correlation['degree'], other: string, one: Float64Array, another: Float64Array): void => {
    const coefficient = correlateRanks(one, another);
    if (coefficient !== undefined) correlations.push({ degree, with: other, coefficient });
  };
  if (isSameKind) add('fan-in', 'fan-out', rankDegrees(into.degrees), rankDegrees(out.degrees));
  for (const [degree, { kinds, degrees }] of [['fan-in', into] as const, ['fan-out', out] as const]) {
    const [kind, ...others] = kinds;
    if (kind === undefined || others.length > 0) continue;
    const properties = ranks.of(kind);
    if (properties.size === 0) continue;
    const own = rankDegrees(degrees);
    for (const [property, rank] of properties) add(degree, property, own, rank);
  }
  return correlations;
}

/** The ranks of the integer properties of kinds, each computed once. */
class PropertyRanks {
  readonly #nodes: GraphNodes;
  readonly #ranks = new Map<number, ReadonlyMap<string, Float64Array>>();

  constructor(nodes: GraphNodes) {
    this.#nodes = nodes;
  }

  of(kind: number): ReadonlyMap<string, Float64Array> {
    const known = this.#ranks.get(kind);
    if (known) return known;
    const { columns, count } = this.#nodes.kinds[kind]!;
    const ranks = [...columns].flatMap(([name, column]) => {
      const numbers = column.listIntegers(count);
      return numbers ? [[name, rankNumbers(numbers)] as const] : [];
    });
    const found = new Map(ranks);
    this.#ranks.set(kind, found);
    return found;
  }
}
