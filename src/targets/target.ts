import type { Files } from '../system/files.ts';
import type { ChildOptions, ChildResult } from '../system/run-child.ts';
import type { Credentials, GivenCredentials } from './neo4j/credentials.ts';

/** What `--target` takes. */
export const targetKinds = ['auto', 'docker', 'local', 'embedded'] as const;

export type TargetKind = (typeof targetKinds)[number];

/** How a client reaches the server of a target. */
export interface ConnectionSettings extends Credentials {
  readonly uri: string;
}

/** What a server that somebody else made is opened with. */
export interface OpenTargetOptions {
  /** Where Bolt answers, when its own settings do not tell. */
  readonly uri?: string | undefined;
  /** Who logs in; else as the environment says, or the target's own settings. */
  readonly given?: GivenCredentials | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
  readonly signal?: AbortSignal | undefined;
}

export type Edition = 'community' | 'enterprise';

/** A place where Neo4j runs. One file each in this folder implements it. */
export interface Target {
  readonly kind: 'embedded' | 'docker' | 'local';
  /** For people: `embedded: Neo4j 5.26.30 in /home/…`. */
  readonly description: string;
  /** Version of Neo4j, `5.26.30`. */
  readonly version: string;
  readonly edition: Edition;
  /** `data` folder of the server, as its processes see it; `databases/` is inside. */
  readonly dataFolder: string;
  /** Has a folder of transaction logs for each database: `transactions` in the data folder, unless configured apart. */
  readonly transactionFolder: string;
  readonly pluginFolder: string;
  readonly files: Files;
  /** Bytes of memory its processes may use, where that is less than the machine has: a container's limit. */
  readonly memoryLimit?: number | undefined;
  /** Whether an import that found it stopped leaves it running: a server that bulkgen made is there to be looked at. */
  readonly staysUp: boolean;
  isRunning(): Promise<boolean>;
  /** Starts the server and returns once its process is up; `waitOnline` of src/neo4j tells when a database answers. */
  start(options?: { readonly signal?: AbortSignal | undefined }): Promise<void>;
  /** Stops the server gracefully and returns when its process is gone; a stopped one is fine. */
  stop(): Promise<void>;
  /** Throws `target-unusable` when anything uses the stores of a server that is stopped. */
  proveFree(): Promise<void>;
  /** Runs `neo4j-admin` with these arguments. A non-zero exit is an answer, not an error. */
  runAdmin(args: readonly string[], options?: ChildOptions): Promise<ChildResult>;
  /** Does work on its store while no other bulkgen does; throws `import-running` when another one is at it. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Where the target's processes see a folder of this machine, with these files in it, by their paths there, or with all that
   * it has; throws when they cannot.
   */
  seeFolder(folder: string, names?: readonly string[]): Promise<string>;
  connection(): Promise<ConnectionSettings>;
}
