import type { Connection } from '../neo4j/driver.ts';
import type { OptionForms } from '../options/check-options.ts';
import type { Files } from '../system/files.ts';
import type { ChildOptions, ChildResult } from '../system/run-child.ts';
import type { GivenCredentials } from './neo4j/credentials.ts';

/** The kinds of targets. Each has a folder beside this file and an entry in registry.ts. */
export const targetKinds = ['docker', 'local', 'embedded'] as const;

/** Where Neo4j runs: in a container, installed, or private to bulkgen. */
export type TargetKind = (typeof targetKinds)[number];

/** Options for opening a server that bulkgen did not create. */
export interface OpenTargetOptions {
  /** Where Bolt answers, when the server's own settings do not say. */
  readonly uri?: string | undefined;
  /** Who logs in. The environment and the target's settings say what is not given. */
  readonly given?: GivenCredentials | undefined;
  /** Environment variables in place of `process.env`. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** Stops the work with the error `interrupted`, whose cause is the reason of the signal. */
  readonly signal?: AbortSignal | undefined;
}

/** The forms of the options of every server that bulkgen did not create. */
export const openForms: OptionForms<OpenTargetOptions> = { uri: 'any', given: 'any', env: 'any', signal: 'signal' };

/** An edition of Neo4j. */
export type Edition = 'community' | 'enterprise';

/** A place where Neo4j runs. */
export interface Target {
  readonly kind: TargetKind;
  /** For people: `embedded: Neo4j 5.26.30 in /home/…`. */
  readonly description: string;
  /** Version of Neo4j, `5.26.30`. */
  readonly version: string;
  readonly edition: Edition;
  /** The server's `data` folder, by its path inside the target. `databases/` is in it. */
  readonly dataFolder: string;
  /** Has a folder of transaction logs for each database. It is `transactions` in the data folder unless configured otherwise. */
  readonly transactionFolder: string;
  readonly pluginFolder: string;
  readonly files: Files;
  /** Bytes of memory that its processes may use, where a container's limit is lower than the machine's memory. */
  readonly memoryLimit?: number | undefined;
  /** Whether the server runs after an import that found it stopped. True for a server that bulkgen created. */
  readonly keepsRunning: boolean;
  /** Whether bulkgen created the server, and `bulkgen neo4j remove` removes it with its databases. */
  readonly isOwn: boolean;
  /** Only for a plan: what bulkgen would do first, because the server does not exist yet. */
  readonly creation?: {
    /** For people: `download … and create the embedded server`. */
    readonly description: string;
    /** Throws what this machine lacks for it. */
    assertPossible(): Promise<void>;
  };
  isRunning(): Promise<boolean>;
  /** Starts the server and returns once its process is up. `waitOnline` of src/neo4j waits until a database is online. */
  start(options?: { readonly signal?: AbortSignal | undefined }): Promise<void>;
  /** Stops the server gracefully and returns when its process has ended. Does nothing when the server is stopped. */
  stop(): Promise<void>;
  /** Throws `target-unusable` when a process uses the stores although the server is stopped. */
  assertStoreUnused(): Promise<void>;
  /** Runs `neo4j-admin` with these arguments. Returns a non-zero exit code, does not throw it. */
  runAdmin(args: readonly string[], options?: ChildOptions): Promise<ChildResult>;
  /** Does the work while no other bulkgen works on these stores. Throws `import-running` when another one does. */
  runExclusively<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Returns the path by which the target's processes see a folder of this machine. Throws when they cannot read one of the
   * named files in it; without names, when they cannot read one of all its files.
   */
  mapFolder(folder: string, names?: readonly string[]): Promise<string>;
  /** How to reach a database of its server, `neo4j` by default. Ask again after each start, which may change the port. */
  connection(database?: string): Promise<Required<Connection>>;
}
