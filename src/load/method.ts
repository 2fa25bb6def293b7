import type { Graph } from '../model/graph.ts';
import type { Database } from '../neo4j/driver.ts';
import type { WriteStatement } from '../neo4j/write-session.ts';
import type { LoadedTable } from './loaded-table.ts';

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
}

/** A way to create rows. */
export interface LoadMethod {
  readonly name: string;
  /** `push`: bulkgen sends the rows with the statement. `pull`: the server fetches them from bulkgen. */
  readonly source: 'push' | 'pull';
  /** Rows of a batch, unless the server has too little memory for them. */
  readonly rowsOfABatch: Readonly<Record<LoadedTable['kind'], number>>;
  /** Throws when the server lacks what the method needs. */
  check?(database: Database): Promise<void>;
  /** Binds the method to a graph. */
  open(graph: Graph): Promise<OpenMethod>;
}

export interface OpenMethod {
  /** Makes the statement for a batch, or for the first rows of it where all of them would be too long. */
  prepare(batch: Batch): PreparedBatch;
  close(): Promise<void>;
}
