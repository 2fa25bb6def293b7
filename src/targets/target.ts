import type { Readable, Writable } from 'node:stream';
import type { Credentials, GivenCredentials } from './credentials.ts';

/** What `--target` takes. */
export const targetKinds = ['auto', 'docker', 'local', 'embedded'] as const;

export type TargetKind = (typeof targetKinds)[number];

/** How a client reaches the server of a target. */
export interface ConnectionSettings extends Credentials {
  readonly uri: string;
}

export interface AdminOptions {
  /**
   * Called with each whole line of output once its line break (`\n`, `\r\n` or `\r`) has come, without it; stdout and
   * stderr alike, and never mixed within a line.
   */
  readonly onLine?: (line: string) => void;
  /** Called with the unfinished line from its beginning each time it grows: the importer prints a dot per 0.1 % of a stage. */
  readonly onPartialLine?: (lineSoFar: string) => void;
  /** What the command reads; an error of it ends the command, and is thrown. */
  readonly input?: Readable | undefined;
  /** Takes its bytes on stdout, which then has no lines. */
  readonly output?: Writable | undefined;
  /** Ends the command, and every process it started, when it fires; the call then throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

export interface AdminResult {
  readonly exitCode: number;
  /** The last lines of output, enough to say why a command failed. */
  readonly lastLines: readonly string[];
}

/** A file or folder of a target, as it is now. */
export interface FileState {
  /** Names it for as long as it exists, wherever it is renamed to on its file system. */
  readonly inode: string;
  /** Equal for two places that a rename can move between; only ever compared. */
  readonly device: string;
  /** Whether the target's own user may write to it. */
  readonly isWritable: boolean;
  /** Bytes that this user may still write on its file system. */
  readonly freeBytes: number;
}

/** The files of a target, by paths as its own processes see them (in a container: inside its volumes). */
export interface TargetFiles {
  exists(path: string): Promise<boolean>;
  /** Undefined when it is not there. A link has an inode of its own; all else is said of what it leads to. */
  inspect(path: string): Promise<FileState | undefined>;
  /** Names of what is in a folder; none where there is no folder. */
  list(path: string): Promise<readonly string[]>;
  read(path: string): Promise<string>;
  /** Writes a whole file or nothing, and to the disk; mode 0600 unless told otherwise; parents are made. */
  write(path: string, text: string, mode?: number): Promise<void>;
  /** Renames within one file system, and to the disk: both parents are synced. */
  rename(from: string, to: string): Promise<void>;
  /** Forces a file, or a folder with all in it, to the disk, and the names of the folders that lead to it. */
  sync(path: string): Promise<void>;
  /** Removes a file or a whole folder; absent is fine. */
  remove(path: string): Promise<void>;
  /** Removes a folder if nothing is in it; answers whether it is gone. */
  removeEmpty(path: string): Promise<boolean>;
  makeFolder(path: string): Promise<void>;
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
  readonly files: TargetFiles;
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
  runAdmin(args: readonly string[], options?: AdminOptions): Promise<AdminResult>;
  /** Does work on its store while no other bulkgen does; throws `import-running` when another one is at it. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Where the target's processes see a folder of this machine, with these files in it, by their paths there, or with all that
   * it has; throws when they cannot.
   */
  seeFolder(folder: string, names?: readonly string[]): Promise<string>;
  connection(): Promise<ConnectionSettings>;
}
