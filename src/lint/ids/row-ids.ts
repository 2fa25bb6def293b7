import type { HeaderColumn, RowGroup } from '../header/csv-header.ts';
import { placeOf, type RowContext } from '../rows/row-context.ts';
import { danglingEnd, differentSpelling, emptyEnd, emptyId } from '../rows/row-rules.ts';
import { IdHashList, type IdHashSet } from './id-hash-set.ts';
import { IdReader } from './id-reader.ts';
import { spellingsOf } from './id-spellings.ts';
import type { IdTypes } from './id-types.ts';

/** What the rows of a byte range are checked against: an id space. */
export interface IdSpaceView {
  readonly types: IdTypes;
  /** The ids of its nodes, once all nodes are read. */
  readonly ids: IdHashSet | undefined;
}

interface IdColumn {
  readonly column: HeaderColumn;
  readonly reader: IdReader;
  readonly ids: IdSpaceView['ids'];
}

/** After this many ids that no node has in any spelling, bulkgen stops looking for other spellings. */
const mostFutileSearches = 1_000;

/** Gathers the ids of nodes, and checks whether the nodes exist that relationships refer to. */
export class RowIds {
  /** Hashes of the ids of nodes. */
  readonly hashes = new IdHashList();
  readonly #context: RowContext;
  readonly #columns: readonly IdColumn[];
  readonly #kind: RowGroup['header']['kind'];
  #futileSearches = 0;

  constructor({ header }: RowGroup, context: RowContext, spaces: ReadonlyMap<string, IdSpaceView>) {
    this.#context = context;
    this.#kind = header.kind;
    const { columns } = header;
    this.#columns = (['id', 'startId', 'endId'] as const).flatMap((kind) => {
      const column = columns.find((candidate) => candidate.kind === kind);
      const space = column && spaces.get(column.space);
      if (!space) return [];
      return [{ column, reader: new IdReader(columns, kind, space.types, context.dialect), ids: space.ids }];
    });
  }

  /** Checks the current row. Returns whether a relationship has both of its nodes. */
  check(bytes: Uint8Array, line: number): boolean {
    const { scanner } = this.#context;
    let hasEnds = true;
    for (const { column, reader, ids } of this.#columns) {
      const { hash } = reader;
      const isNode = column.kind === 'id';
      if (!reader.read(scanner, bytes)) {
        hasEnds &&= isNode;
        this.#reportEmpty(isNode, reader, line);
      } else if (isNode) {
        this.hashes.add(hash.high, hash.low);
      } else if (ids && !ids.has(hash.high, hash.low)) {
        hasEnds = false;
        this.#reportDangling({ column, reader, ids }, bytes, line);
      }
    }
    return hasEnds;
  }

  /**
   * Gathers the id of a node whose row has a fault in a later cell. Without it, each relationship of the node would be
   * reported too.
   */
  gatherBeforeFault(bytes: Uint8Array): void {
    const { scanner } = this.#context;
    const [id] = this.#columns;
    if (this.#kind !== 'node' || id === undefined || id.reader.lastColumn > scanner.faultyCell) return;
    if (id.reader.read(scanner, bytes)) this.hashes.add(id.reader.hash.high, id.reader.hash.low);
  }

  #reportEmpty(isNode: boolean, reader: IdReader, line: number): void {
    const { dialect, report } = this.#context;
    const message = isNode ? emptyId() : emptyEnd(dialect.skipBadRelationships);
    report({ ...message, ...placeOf(this.#context, reader.column - 1, line) });
  }

  #reportDangling({ column, reader, ids }: IdColumn, bytes: Uint8Array, line: number): void {
    const { dialect, scanner, report } = this.#context;
    const id = reader.readText(scanner, bytes);
    const isSkipped = dialect.skipBadRelationships;
    const spelling = this.#findSpelling(id, reader, ids!);
    const message =
      spelling === undefined ? danglingEnd(id, column.space, isSkipped) : differentSpelling(id, spelling, isSkipped);
    report({ ...message, ...placeOf(this.#context, reader.column - 1, line) });
  }

  /** Another way to write an id, which a node has. It stops searching if it finds nothing for many ids. */
  #findSpelling(id: string, reader: IdReader, ids: IdHashSet): string | undefined {
    if (this.#futileSearches > mostFutileSearches) return undefined;
    const spelling = spellingsOf(id).find(
      (text) => reader.readSpelling(text) && ids.has(reader.hash.high, reader.hash.low),
    );
    this.#futileSearches = spelling === undefined ? this.#futileSearches + 1 : 0;
    return spelling;
  }
}
