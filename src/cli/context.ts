import type { ProgressListener } from '../progress/tracker.ts';

/** The options that every command has. */
export interface CommonOptions {
  readonly json?: boolean;
  readonly progress: 'auto' | 'bar' | 'plain' | 'json' | 'none';
  readonly quiet?: boolean;
  readonly debug?: boolean;
}

/** What the work of a command gets: the signal to stop, and where progress, messages and the result go. */
export interface CommandContext {
  readonly signal: AbortSignal;
  readonly onProgress: ProgressListener;
  /** Prints the result, once per command: the object with `--json`, else the text. */
  result(value: unknown, text: string): Promise<void>;
  /**
   * Prints text or bytes on stdout and waits until they are written. Returns false when the reader is gone (`| head -1`);
   * throws `write-failed` for anything else, such as a full disk.
   */
  print(text: string | Uint8Array): Promise<boolean>;
  /** Prints a line on stderr; silent with `--quiet` and `--progress json`. */
  note(text: string): void;
}
