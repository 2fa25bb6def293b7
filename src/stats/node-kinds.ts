// Nodes in memory: a number, a kind, and for each property with few values a code.
import type { CsvDialect } from '../lint/dialect/csv-dialect.ts';
import { type DialectScanner, readCell } from '../lint/dialect/dialect-scanner.ts';
import { IdReader } from '../lint/ids/id-reader.ts';
import { gatherIdTypes, type IdTypes } from '../lint/ids/id-types.ts';
import { CellReader } from './cell-reader.ts';
import type { ColumnStats } from './column-stats.ts';
import type { GraphFiles, MeasuredGroup, RowReader } from './graph-files.ts';
import { NodeIndex, NodeNumbers } from './node-index.ts';

/** The nodes that have the same labels. */
export interface NodeKind {
  /** Its place in the list of kinds. */
  readonly number: number;
  readonly labels: readonly string[];
  count: number;
  readonly columns: Map<string, ColumnStats>;
}

/** An id space: ids that relationships refer to. */
interface IdSpace {
  readonly types: IdTypes;
  readonly index: NodeIndex;
}

/** All nodes of a graph. */
export class GraphNodes {
  readonly kinds: NodeKind[] = [];
  readonly numbers = new NodeNumbers();
  /** The properties whose repeated values are counted. */
  readonly unique: readonly string[];
  readonly #dialect: CsvDialect;
  readonly #spaces: ReadonlyMap<string, IdSpace>;
  readonly #kindOf = new Map<string, NodeKind>();

  constructor({ dialect, groups }: GraphFiles, unique: readonly string[]) {
    this.#dialect = dialect;
    this.unique = unique;
    const types = gatherIdTypes(groups);
    this.#spaces = new Map([...types].map(([name, types]) => [name, { types, index: new NodeIndex() }]));
  }

  /** The reader of a group of node files. */
  openGroup(group: MeasuredGroup): RowReader {
    const id = this.createIdReader(group, 'id');
    const cells = new CellReader(group, this.#dialect, this.unique);
    const kindOfRow = this.#readKind(group);
    const { numbers } = this;
    let rows = 0;
    return {
      get rows() {
        return rows;
      },
      readRow(scanner, bytes) {
        const kind = kindOfRow(scanner, bytes);
        const node = numbers.add(kind.number, kind.count);
        rows++;
        id?.addNode(scanner, bytes, node);
        cells.read(scanner, bytes, { columns: kind.columns, row: kind.count++ });
      },
    };
  }

  /** Reads the id that a column of a group holds. Undefined if the group has no such column. */
  createIdReader({ header }: MeasuredGroup, kind: 'id' | 'startId' | 'endId'): NodeIdReader | undefined {
    const column = header.columns.find((candidate) => candidate.kind === kind);
    const space = column && this.#spaces.get(column.space);
    return space && new NodeIdReader(new IdReader(header.columns, kind, space.types, this.#dialect), space.index);
  }

  /** What finds the kind of a row. The table of an export is the kind of all of its rows. */
  #readKind(group: MeasuredGroup): (scanner: DialectScanner, bytes: Uint8Array) => NodeKind {
    const { name, labels, header } = group;
    const columns = header.columns.flatMap((column, place) => (column.kind === 'label' ? [place] : []));
    if (name !== undefined || columns.length === 0) {
      const kind = this.#addKind(name === undefined ? labels : [name]);
      return () => kind;
    }
    const delimiter = String.fromCharCode(this.#dialect.arrayDelimiter);
    const known = new Map<string, NodeKind>();
    return (scanner, bytes) => {
      const present = columns.filter((place) => place < scanner.cells);
      const text = present.map((place) => readCell(scanner, bytes, place, this.#dialect)).join(delimiter);
      const kind = known.get(text) ?? this.#addKind([...labels, ...text.split(delimiter).filter(Boolean)]);
      known.set(text, kind);
      return kind;
    };
  }

  #addKind(labels: readonly string[]): NodeKind {
    const sorted = [...new Set(labels)].sort();
    const key = sorted.join('\0');
    const kind = this.#kindOf.get(key) ?? { number: this.kinds.length, labels: sorted, count: 0, columns: new Map() };
    if (kind.number === this.kinds.length) this.kinds.push(kind);
    this.#kindOf.set(key, kind);
    return kind;
  }

  /** The names of the kinds: their labels without those that all nodes have, unless nothing is left. */
  nameKinds(): readonly string[] {
    const [first, ...others] = this.kinds;
    const shared = first?.labels.filter((label) => others.every(({ labels }) => labels.includes(label))) ?? [];
    return this.kinds.map(({ labels }) => {
      const own = labels.filter((label) => !shared.includes(label));
      return (own.length > 0 ? own : labels).join(':');
    });
  }
}

/** Finds nodes by the ids in rows. */
export class NodeIdReader {
  readonly #reader: IdReader;
  readonly #index: NodeIndex;

  constructor(reader: IdReader, index: NodeIndex) {
    this.#reader = reader;
    this.#index = index;
  }

  addNode(scanner: DialectScanner, bytes: Uint8Array, node: number): void {
    const { hash } = this.#reader;
    if (this.#reader.read(scanner, bytes)) this.#index.add(hash.high, hash.low, node);
  }

  /** The number of the node, or −1. */
  findNode(scanner: DialectScanner, bytes: Uint8Array): number {
    const { hash } = this.#reader;
    return this.#reader.read(scanner, bytes) ? this.#index.find(hash.high, hash.low) : -1;
  }
}
