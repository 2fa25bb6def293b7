import { once } from '../once.ts';
import { type Adjacency, type EndsOfRows, type Run, readEnds, type Side } from './adjacency.ts';

/** What is known of links before they are made. */
export interface LinkSizes {
  readonly rows: number;
  readonly sources: number;
  readonly targets: number;
  /** A number of rows that no node of a side exceeds. The lower it is, the fewer links are made to find the busiest nodes. */
  mostOf?(side: Side): number;
}

/**
 * Links that are made when they are first asked, and again after their last rows were read: a graph has hundreds of cells, of which a question needs few.
 * No pair may come twice, because the bounds of `runs` allow a node one row with each node of the other side.
 */
export function lazyLinks(sizes: LinkSizes, make: () => Adjacency): Adjacency {
  return new LazyLinks(sizes, make);
}

/** A class, because each function of an object takes memory, and a graph has thousands of these. */
class LazyLinks implements Adjacency {
  readonly rows: number;
  readonly sources: number;
  readonly targets: number;
  readonly #mostOf: LinkSizes['mostOf'];
  readonly #make: () => Adjacency;
  #known: Adjacency | undefined;

  constructor({ rows, sources, targets, mostOf }: LinkSizes, make: () => Adjacency) {
    this.rows = rows;
    this.sources = sources;
    this.targets = targets;
    this.#mostOf = mostOf;
    this.#make = make;
  }

  get #links(): Adjacency {
    this.#known ??= this.#make();
    return this.#known;
  }

  source(row: number): number {
    return this.#links.source(row);
  }

  target(row: number): number {
    return this.#links.target(row);
  }

  targetsOf(source: number): Generator<number, void> {
    return this.#links.targetsOf(source);
  }

  sourcesOf(target: number): Generator<number, void> {
    return this.#links.sourcesOf(target);
  }

  degree(side: Side, node: number): number {
    return this.#links.degree(side, node);
  }

  has(source: number, target: number): boolean {
    return this.#links.has(source, target);
  }

  runs(side: Side): readonly Run[] {
    const [count, others] = side === 'source' ? [this.sources, this.targets] : [this.targets, this.sources];
    const most = Math.min(this.rows, others, this.#mostOf?.(side) ?? others);
    return [{ first: 0, count, most, divide: once(() => this.#links.runs(side)) }];
  }

  read(first: number, count: number, ends: EndsOfRows): void {
    readEnds(this.#links, first, count, ends);
    if (first + count === this.rows) this.#known = undefined; // an export reads the rows once, in order, and has thousands of such links
  }
}
