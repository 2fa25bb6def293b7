import type { ErrorCode } from '../errors.ts';
import type { Connection } from '../neo4j/driver.ts';
import type { Progress } from '../progress/progress.ts';
import type { Measured } from './figures.ts';
import type { BenchMethod } from './report.ts';

/** What a client process has to load. It comes as JSON on its stdin. */
export interface ClientJob {
  readonly method: BenchMethod;
  readonly connection: Connection;
  readonly serverPid: number;
  readonly scale: number;
  readonly seed: string;
  /** Verify every row afterwards, which is not measured. */
  readonly full: boolean;
  /** For `import`: the embedded server, and a folder for the export. */
  readonly server: { readonly homes: string; readonly version: string };
  readonly exportFolder: string;
}

/** A line of JSON that a client process prints. */
export type ClientMessage =
  | { readonly progress: Progress }
  | { readonly measured: Measured }
  | { readonly failed: { readonly code: ErrorCode; readonly message: string; readonly hint?: string | undefined } };
