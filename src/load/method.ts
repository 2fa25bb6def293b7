import type { Graph } from '../model/graph.ts';
import type { Database } from '../neo4j/driver.ts';
import type { WriteStatement } from '../neo4j/write-session.ts';
import type { LoadedTable } from './loaded-table.ts';

/** How rows are created. */
export type LoadMethodName = 'unwind' | 'csv' | 'apoc' | 'procedure' | 'pattern';

/** Rows of a table that are created in one transaction. */
export interface Batch {
  readonly table: LoadedTable;
  /** Ordinals of the first row and of the row after the last. */
  readonly first: number;
  readonly end: number;
}

/** A batch, perhaps shortened, and the statement that creates its rows. */
export interface PreparedBatch extends Batch {
  /** Returns how many rows it created as `rows`. It is appended to the clauses that write the ledger. */
  readonly statement: WriteStatement;
  /** How many rows that are, where rows of other batches travel with it. By default all from `first` to `end`. */
  readonly rows?: number | undefined;
}

/** A way to create rows. */
export interface LoadMethod {
  readonly name: LoadMethodName;
  /** `push`: bulkgen sends the rows with the statement. `pull`: the server fetches them from bulkgen. */
  readonly source: 'push' | 'pull';
  /** Rows of a batch, unless the server has too little memory for them. */
  readonly rowsOfABatch: Readonly<Record<LoadedTable['kind'], number>>;
  /** Clauses that make rows of the parameters of a batch, each a list of cells named `c`. Default: `splitText`. */
  readonly rowSource?: string;
  /** Throws when the server lacks what the method needs. */
  check?(database: Database): Promise<void>;
  /** The method in place of this one when `check` throws `procedure-missing`. */
  readonly fallback?: LoadMethod;
  /** What a user should know of how the rows of a graph are created; undefined where there is nothing to say. */
  describe?(graph: Graph): string | undefined;
  /** Binds the method to a graph. */
  open(graph: Graph, options: OpenMethodOptions): Promise<OpenMethod>;
}

export interface OpenMethodOptions {
  readonly database: Database;
  /** `HOST` or `HOST:PORT`: where the server reaches this process. */
  readonly csvAddress?: string | undefined;
}

export interface OpenMethod {
  /** Makes the statement for a batch, or for the first rows of it where all of them would be too long. */
  prepare(batch: Batch): PreparedBatch;
  /** How the method sends several batches with one call, if it does. */
  readonly together?: Together;
  /**
   * The error of a row that could not be generated while the server fetched it. The server only sees that no more rows come.
   */
  failure?(): unknown;
  close(): Promise<void>;
}

/** Says what a user should know of a method, if there is anything. */
export function noteMethod({ describe }: LoadMethod, graph: Graph, onWarning: (warning: string) => void): void {
  const note = describe?.(graph);
  if (note !== undefined) onWarning(note);
}

/** A call of several batches of a table. Each has a transaction of its own, which may fail while the others are committed. */
export interface Together {
  /** The most batches of a call. */
  readonly batches: number;
  /** The statement of a batch inside of a call. It fails unless it creates all rows. */
  inner(batch: PreparedBatch): WriteStatement;
  /** Runs inner statements, each with its entry. Returns `CallResult`. */
  call(inner: readonly WriteStatement[]): WriteStatement;
}

export interface CallResult extends Record<string, unknown> {
  /** How many batches were committed. */
  readonly committed: bigint;
  /** How many batches failed, by message. */
  readonly errors: Readonly<Record<string, bigint>>;
}
