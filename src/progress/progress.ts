/**
 * The steps that report progress. Programs may rely on the names; an operation reports those that it needs.
 *
 * `export` writes files · `lint` reads third-party CSV · `measure` reads the files of a graph · `verify-files` reads an export · `provision-download`,
 * `provision-verify`, `provision-archive`, `provision-image` and `provision-procedure` get a Neo4j · `start-admin` starts neo4j-admin · `import` fills
 * the staging store · `check` runs neo4j-admin's consistency check · `stop` and `start` the server · `events` and `schema` fill
 * the new database · `verify` compares counts and samples · `verify-rows` compares every row · `find-row` looks for the row that
 * differs · `content` reads every row of a database · `dump` dumps a database · `pack` writes a snapshot · `snapshot` reads
 * one · `examine` looks at the machine · `load-nodes` and `load-relationships` fill one table of a running database ·
 * `remove-surplus` ends a merge · `clear` empties a running database.
 */
export type StepName =
  | 'check'
  | 'clear'
  | 'content'
  | 'dump'
  | 'events'
  | 'examine'
  | 'export'
  | 'find-row'
  | 'import'
  | 'lint'
  | 'load-nodes'
  | 'load-relationships'
  | 'measure'
  | 'pack'
  | 'provision-archive'
  | 'provision-download'
  | 'provision-image'
  | 'provision-procedure'
  | 'provision-verify'
  | 'remove-surplus'
  | 'schema'
  | 'snapshot'
  | 'start'
  | 'start-admin'
  | 'stop'
  | 'verify'
  | 'verify-files'
  | 'verify-rows';

/** The state of one step of a long operation. Plain data, safe to serialise. */
export interface Progress {
  readonly step: StepName;
  /** The step for people: `Importing nodes`, and in the last report `Imported nodes`. */
  readonly message: string;
  readonly completed: number;
  /** The count at the end. Absent when unknown. */
  readonly total?: number;
  /** 0 to 100. Absent when the total is unknown. */
  readonly percentage?: number;
  /** Completed per second since the step began. */
  readonly rate?: number;
  /** Completed per second in the last seconds. */
  readonly recentRate?: number;
  /** Seconds left at the rate of the last seconds. */
  readonly eta?: number;
  /** What is counted: `rows`, `bytes`, `%` … */
  readonly unit: string;
  /** Whether this is the last report of its step. */
  readonly done: boolean;
  /** Seconds since the step began. */
  readonly elapsed: number;
  /** Which step of an import, a load, a restore or a return to the previous store this is. Absent before and after their steps. */
  readonly position?: StepPosition;
  /** The label or type of the table that the step is about. Steps of several tables can run side by side. */
  readonly table?: string;
  /** How a running server takes the rows. Only steps that load into one have it. */
  readonly load?: LoadProgress;
}

/** How a load into a running server goes: what bulkgen sends, and what the server made of it so far in this step. */
export interface LoadProgress {
  /** How many sessions send batches at the same time. */
  readonly lanes: number;
  /** Rows in a batch. Smaller than at the start after halvings. */
  readonly batchSize: number;
  /** How often a batch was sent again, by the code of the server's error. */
  readonly retries: Readonly<Record<string, number>>;
  /** How often a batch was too large for the memory of the server and was halved. */
  readonly halvings: number;
  /** Bytes of memory that the server uses. Absent when bulkgen cannot see its process. */
  readonly serverMemory?: number;
}

/** The place of a step among the steps of the whole work, counted from 1. */
export interface StepPosition {
  readonly number: number;
  readonly of: number;
}

/** Gets the progress of an operation. The operation does not wait for it, and removes a listener that throws. */
export type ProgressListener = (progress: Progress) => void;
