import type { ImportEstimate } from '../../export/estimate-import.ts';
import type { StoreRecords } from '../../export/property-blocks.ts';
import type { Database } from '../../neo4j/driver.ts';
import type { ProgressListener } from '../../progress/progress.ts';
import type { Replacement } from '../../replacement/replacement.ts';
import type { Step } from '../../replacement/run.ts';
import type { DatabaseVerification } from '../../verify/database/verify-database.ts';
import type { AdminSettings, CsvInput } from '../admin/arguments.ts';
import type { ImportedCounts } from '../admin/output.ts';

/** A database that `neo4j-admin database dump` has packed. */
export interface DumpInput {
  readonly kind: 'dump';
  readonly bytes: number;
  /** The bytes from the beginning. Nothing is open until they are iterated; an error ends the import. */
  read(): AsyncIterable<Uint8Array>;
}

/** What is imported: an export of bulkgen, third-party CSV, or the dump of a database. */
export interface ImportSource {
  /** What neo4j-admin builds the new store from. */
  readonly input: CsvInput | DumpInput;
  /** What neo4j-admin must count, as far as it is known beforehand. */
  readonly counts: Partial<ImportedCounts> | undefined;
  /** Size of the files on the disk. */
  readonly bytes: number;
  /** Number of events that are created after the import. */
  readonly events: number;
  readonly estimate: ImportEstimate;
  /** Estimates what the properties take in a record format. Absent where no model says which values there are. */
  readonly estimateRecords?: () => StoreRecords;
  /** The names of constraints and indexes that the new database has in any case. */
  readonly schema?: readonly string[];
  /** The steps that add to the new database once its server runs. */
  readonly fill: readonly Step[];
  /** Reads every file and throws for one that is wrong. Afterwards `counts` is known. */
  checkFiles(): Promise<void>;
  /** Throws what `checkFiles` throws, as far as sizes, headers and first rows show it. Absent where there are no files yet. */
  readonly glanceAtFiles?: () => Promise<void>;
  /** Verifies that the database holds what the source does; throws when it does not. */
  verify(database: Database, options: SourceVerifyOptions): Promise<DatabaseVerification>;
}

/** What `ImportSource.verify` compares the database with, and how it reports. */
export interface SourceVerifyOptions {
  /** What neo4j-admin reported. */
  readonly imported: ImportedCounts;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ProgressListener | undefined;
}

/** An import while it is under way; its steps set the last three fields. */
export interface Import extends Replacement {
  readonly source: ImportSource;
  readonly force: boolean;
  /** Run neo4j-admin's consistency check on the staged store. */
  readonly check: boolean;
  /** Verify every row of the new database, not only samples. */
  readonly full: boolean;
  readonly settings: AdminSettings;
  /** The content of the staged store, as neo4j-admin reports or the source knows it. */
  imported: ImportedCounts | undefined;
  /** From `readOwnTransaction`, before the new database is verified. */
  lastTransaction: string | undefined;
  /** What was counted and compared in the new database. */
  verification: DatabaseVerification | undefined;
}
