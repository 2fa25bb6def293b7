import type { Database } from '../../neo4j/driver.ts';
import type { ProgressListener } from '../../progress/tracker.ts';
import type { Replacement } from '../../replacement/replacement.ts';
import type { Step } from '../../replacement/run.ts';
import type { DatabaseVerification } from '../../verify/database/verify-database.ts';
import type { AdminSettings, CsvInput } from '../admin/arguments.ts';
import type { ImportedCounts } from '../admin/output.ts';
import type { ImportEstimate } from '../estimate-import.ts';

/** A database as `neo4j-admin database dump` packed it. */
export interface DumpInput {
  readonly kind: 'dump';
  /** Of the Neo4j that made it. */
  readonly version: string;
  readonly bytes: number;
  /** Its bytes, from their beginning; an error ends the import. Nothing is open until it is iterated. */
  read(): AsyncIterable<Uint8Array>;
}

/** What an import is made of: an export of bulkgen's own, CSV that others wrote, or a database that was dumped. */
export interface ImportSource {
  /** What neo4j-admin makes the new store of. */
  readonly input: CsvInput | DumpInput;
  /** What neo4j-admin must count, as far as anybody else has. */
  readonly counts: Partial<ImportedCounts> | undefined;
  /** Of the files, on the disk. */
  readonly bytes: number;
  /** That are created after the import. */
  readonly events: number;
  readonly estimate: ImportEstimate;
  /** The steps that fill the new database further, once its server runs. */
  readonly fill: readonly Step[];
  /** Reads every file; throws when they are not what they should be. Afterwards they are counted. */
  checkFiles(): Promise<void>;
  /** Proves that the database holds what the files do. */
  prove(database: Database, options: ProveOptions): Promise<DatabaseVerification>;
}

export interface ProveOptions {
  readonly imported: ImportedCounts;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ProgressListener | undefined;
}

/** An import while it is under way; its steps change the last two. */
export interface Import extends Replacement {
  readonly source: ImportSource;
  readonly force: boolean;
  /** Run the consistency check of neo4j-admin on the staged store. */
  readonly check: boolean;
  /** Prove every row of the new database, not samples alone. */
  readonly full: boolean;
  readonly settings: AdminSettings;
  /** What is in the staged store, by what neo4j-admin says or the source knows. */
  imported: ImportedCounts | undefined;
  /** What was counted and compared in the end. */
  proof: DatabaseVerification | undefined;
}
