import type { ProgressListener } from '../progress/tracker.ts';

/** The options that every command has. */
export interface CommonOptions {
  readonly json?: boolean;
  readonly progress: 'auto' | 'bar' | 'plain' | 'json' | 'none';
  readonly quiet?: boolean;
  readonly debug?: boolean;
}

/** What a command's work is given: how to stop, where to say how far it is, and where its result goes. */
export interface CommandContext {
  readonly signal: AbortSignal;
  readonly onProgress: ProgressListener;
  /** Prints the result: the object with `--json`, else the text. Once per command. */
  result(value: unknown, text: string): Promise<void>;
  /** Says something to the person at the terminal; silent with `--quiet` and `--progress json`. */
  note(text: string): void;
}
