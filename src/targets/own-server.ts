import type { Target } from './target.ts';

/** A Neo4j that bulkgen itself made and looks after: the server behind a target of its own. */
export interface OwnServer {
  /** For people: `Neo4j 5.26.30`. */
  readonly name: string;
  /** Where its databases are: a folder, or `container bulkgen-neo4j-1`. */
  readonly place: string;
  /** Where its log is. */
  readonly log: { readonly path: string } | { readonly container: string };
  readStatus(): Promise<OwnServerStatus>;
  /** The target of an import into it; recovery and start go by it. */
  openTarget(): Promise<Target>;
  /** Stops it gracefully; a stopped one is fine. */
  stop(): Promise<void>;
  readLog(lines: number): Promise<readonly string[]>;
  /** The last lines of its log and then each that is added, until the signal fires. */
  followLog(options: FollowOptions): AsyncIterable<string>;
  /** Removes it with its databases; throws `neo4j-running` unless forced to stop it first. */
  remove(options: RemoveOptions): Promise<void>;
}

/** What `bulkgen neo4j status` tells; the password itself is only in its file. */
export interface OwnServerStatus {
  readonly running: boolean;
  readonly version: string;
  readonly uri: string;
  readonly httpUri: string;
  readonly username: string;
  readonly passwordFile: string;
  /** The folder of what bulkgen keeps of it on this machine. */
  readonly home: string;
  /** Process id, while an embedded one is running. */
  readonly pid?: number;
  /** Name of the container and of its image, for one in Docker. */
  readonly container?: string;
  readonly image?: string;
}

export interface FollowOptions {
  readonly lines: number;
  readonly signal?: AbortSignal | undefined;
}

export interface RemoveOptions {
  readonly force: boolean;
  /** Remove what was fetched for it, too: jars or image. */
  readonly all: boolean;
}
