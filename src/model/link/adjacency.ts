/** The two ends of a row. */
export type Side = 'source' | 'target';

/** The other end of a row. */
export function otherSide(side: Side): Side {
  return side === 'source' ? 'target' : 'source';
}

/** Neighbouring nodes of one side, and a number of rows that none of them exceeds. */
export interface Run {
  readonly first: number;
  readonly count: number;
  readonly most: number;
  /** Makes runs of the same nodes with closer bounds. Only where that takes time, so `findBusiest` asks for few. */
  divide?(): readonly Run[];
}

/**
 * Which source each row connects to which target. Sources, targets and rows are numbered from 0. Every answer is arithmetic: it needs
 * no file and no other row, and costs the same at every scale, except for the nodes that it lists.
 */
export interface Adjacency {
  readonly rows: number;
  readonly sources: number;
  readonly targets: number;
  source(row: number): number;
  target(row: number): number;
  /** The targets of a source, in the order of its rows. */
  targetsOf(source: number): Generator<number, void>;
  /** The sources of a target. */
  sourcesOf(target: number): Generator<number, void>;
  /** How many rows a node has on its side. */
  degree(side: Side, node: number): number;
  /** Whether a row connects a source to a target. */
  has(source: number, target: number): boolean;
  /** All nodes of a side, in order, for `findBusiest`. */
  runs(side: Side): readonly Run[];
  /**
   * Writes the ends of `count` rows from `first` on into two arrays, from their start. The same as `source` and `target` of each row, but faster; not every
   * kind of links has it, so use `readEnds`.
   */
  read?(first: number, count: number, ends: EndsOfRows): void;
  /** So many nodes with the most rows, in the order of `listBusiest`, where `runs` do not say which nodes have many. */
  busiest?(side: Side, count: number): readonly number[];
  /** The formula of the rows, where Cypher can compute them from the numbers of the nodes alone. */
  readonly modulo?: Modulo;
}

/** Numbers of nodes: 32 bits, or 53 where a kind may have more than 2^31 nodes. */
export type NodeNumbers = Int32Array | Float64Array;

/** The ends of neighbouring rows, by their place. */
export interface EndsOfRows {
  /** The source of each row. */
  readonly sources: NodeNumbers;
  /** The target of each row. */
  readonly targets: NodeNumbers;
}

/** Writes the ends of neighbouring rows into two arrays. */
export function readEnds(links: Adjacency, first: number, count: number, ends: EndsOfRows): void {
  if (links.read) {
    links.read(first, count, ends);
    return;
  }
  for (let place = 0; place < count; place++) {
    ends.sources[place] = links.source(first + place);
    ends.targets[place] = links.target(first + place);
  }
}

/** Each node of the side `each`, number n, is linked to number `floor(n / block) × factor % others` of the other side. */
export interface Modulo {
  readonly each: Side;
  readonly block: number;
  readonly factor: number;
}
