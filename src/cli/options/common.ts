import { Option } from 'commander';

/** The options that every command has. */
export interface CommonOptions {
  readonly json?: boolean;
  readonly progress: 'auto' | 'bar' | 'plain' | 'json' | 'none';
  readonly quiet?: boolean;
  readonly debug?: boolean;
}

/** The options that every command has. */
export function commonOptions(): readonly Option[] {
  return [
    new Option('--json', 'print the result as one JSON object'),
    new Option('--progress <mode>', 'progress display on stderr')
      .choices(['auto', 'bar', 'plain', 'json', 'none'])
      .default('auto'),
    new Option('--quiet', 'print only the result and errors'),
    new Option('--debug', 'print the stack trace and the cause of an error'),
  ];
}
