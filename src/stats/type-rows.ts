// Relationships in memory: the numbers of their two nodes.
import type { CsvDialect } from '../lint/dialect/csv-dialect.ts';
import { type DialectScanner, readCell } from '../lint/dialect/dialect-scanner.ts';
import { CellReader } from './cell-reader.ts';
import type { ColumnStats } from './column-stats.ts';
import type { GraphFiles, MeasuredGroup, RowReader } from './graph-files.ts';
import type { GraphNodes } from './node-kinds.ts';
import { ensureLength } from './typed-array.ts';

/** The relationships of a type. */
export class TypeRows {
  readonly name: string;
  readonly columns = new Map<string, ColumnStats>();
  starts = new Int32Array();
  ends = new Int32Array();
  count = 0;

  constructor(name: string) {
    this.name = name;
  }

  add(start: number, end: number): void {
    const row = this.count++;
    this.starts = ensureLength(this.starts, this.count, (length) => new Int32Array(length));
    this.ends = ensureLength(this.ends, this.count, (length) => new Int32Array(length));
    this.starts[row] = start;
    this.ends[row] = end;
  }
}

/** The relationships of all types that are measured. */
export class GraphTypes {
  readonly types = new Map<string, TypeRows>();
  /** Rows that name a node which does not exist. */
  dangling = 0;
  readonly #nodes: GraphNodes;
  readonly #dialect: CsvDialect;

  constructor({ dialect }: GraphFiles, nodes: GraphNodes) {
    this.#dialect = dialect;
    this.#nodes = nodes;
  }

  /** The reader of a group of relationship files. `isWanted` says which types are measured. */
  openGroup(group: MeasuredGroup, isWanted: (type: string) => boolean): RowReader {
    const start = this.#nodes.createIdReader(group, 'startId');
    const end = this.#nodes.createIdReader(group, 'endId');
    const cells = new CellReader(group, this.#dialect);
    const typeOfRow = this.#readType(group, isWanted);
    const countDangling = (): number => this.dangling++;
    let rows = 0;
    return {
      get rows() {
        return rows;
      },
      readRow(scanner, bytes) {
        rows++;
        const type = typeOfRow(scanner, bytes);
        if (!type) return;
        const from = start?.findNode(scanner, bytes) ?? -1;
        const to = end?.findNode(scanner, bytes) ?? -1;
        if (from < 0 || to < 0) {
          countDangling();
          return;
        }
        cells.read(scanner, bytes, { columns: type.columns, row: type.count });
        type.add(from, to);
      },
    };
  }

  #readType(
    { name, labels, header }: MeasuredGroup,
    isWanted: (type: string) => boolean,
  ): (scanner: DialectScanner, bytes: Uint8Array) => TypeRows | undefined {
    const place = header.columns.findIndex(({ kind }) => kind === 'type');
    const fixed = name ?? labels[0] ?? '';
    if (name !== undefined || place < 0) {
      const type = isWanted(fixed) ? this.#open(fixed) : undefined;
      return () => type;
    }
    return (scanner, bytes) => {
      const text = (place < scanner.cells && readCell(scanner, bytes, place, this.#dialect)) || fixed;
      return isWanted(text) ? this.#open(text) : undefined;
    };
  }

  #open(name: string): TypeRows {
    const type = this.types.get(name) ?? new TypeRows(name);
    this.types.set(name, type);
    return type;
  }
}
