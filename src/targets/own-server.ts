import type { ProgressListener } from '../progress/progress.ts';
import type { Target } from './target.ts';

/** A Neo4j that bulkgen created and manages. */
export interface OwnServer {
  /** For people: `Neo4j 5.26.30`. */
  readonly name: string;
  /** Where its databases are, for people: a folder, or `container bulkgen-neo4j-1`. */
  readonly place: string;
  /** Where its log is. */
  readonly log: { readonly path: string } | { readonly container: string };
  readStatus(): Promise<OwnServerStatus>;
  /** Opens the server as a target, to start it, import into it or recover it. */
  openTarget(): Promise<Target>;
  /** Stops it gracefully. Does nothing when it is stopped. */
  stop(): Promise<void>;
  /** Throws `neo4j-running` while it runs. */
  assertStopped(): Promise<void>;
  /** Makes later starts of a server in regular use faster, once. Takes up to half a minute, for when no work waits. */
  speedUpStarts?(options: SpeedUpOptions): Promise<void>;
  readLog(lines: number): Promise<readonly string[]>;
  /** The last lines of its log, and then each line that is added, until the signal is aborted. */
  followLog(options: FollowOptions): AsyncIterable<string>;
  /** The files that a user put into its folder, which `remove` would remove. Absent where it has no such folder. */
  findUserFiles?(): Promise<readonly string[]>;
  /** Removes it with its databases. Throws `neo4j-running` when it is running, unless `force` is set. */
  remove(options: RemoveOptions): Promise<void>;
}

/** What `bulkgen neo4j status` prints. The password itself is only in its file. */
export interface OwnServerStatus {
  readonly running: boolean;
  readonly version: string;
  readonly uri: string;
  readonly httpUri: string;
  readonly username: string;
  readonly passwordFile: string;
  /** The folder with the server's files on this machine. */
  readonly home: string;
  /** Process id of an embedded server while it runs. */
  readonly pid?: number;
  /** Name of the container and of its image, for a server in Docker. */
  readonly container?: string;
  readonly image?: string;
}

export interface FollowOptions {
  readonly lines: number;
  /** Stops the work with the error `interrupted`, whose cause is the reason of the signal. */
  readonly signal?: AbortSignal | undefined;
}

/** How a server is sped up. */
export interface SpeedUpOptions {
  /** Stops the work with the error `interrupted`, whose cause is the reason of the signal. */
  readonly signal?: AbortSignal | undefined;
  /** Called with the progress of each step. */
  readonly onProgress?: ProgressListener | undefined;
}

/** What else to do when a server is removed. */
export interface RemoveOptions {
  /** Stop a running server first. */
  readonly force: boolean;
  /** Remove what was downloaded for it, too: jars or image. */
  readonly all: boolean;
}
