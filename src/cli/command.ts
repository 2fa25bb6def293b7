import { Argument, Command, Option } from 'commander';
import type { CommandContext, CommonOptions } from './context.ts';
import { readFolder } from './options/values.ts';
import { withContext } from './run.ts';

export interface CommandOptions<Options> {
  readonly name: string;
  readonly summary: string;
  readonly description?: string;
  /** Positional arguments in commander's notation; `[dir]` is a folder. */
  readonly arguments?: Readonly<Record<string, string>>;
  readonly options?: readonly Option[];
  /** Whole command lines. */
  readonly examples: readonly string[];
  run(context: CommandContext, options: Options, ...args: (string | undefined)[]): Promise<void>;
}

/** Makes a command with the options that all have, and an example in its help. */
export function createCommand<Options>(definition: CommandOptions<Options>): Command {
  const { name, summary, options = [], examples } = definition;
  const { description = `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.` } = definition;
  const command = new Command(name).summary(summary).description(description);
  for (const [form, meaning] of Object.entries(definition.arguments ?? {})) {
    const argument = new Argument(form, meaning);
    command.addArgument(form === '[dir]' ? argument.argParser(readFolder) : argument);
  }
  for (const option of options) command.addOption(option);
  for (const option of commonOptions()) command.addOption(option);
  command.addHelpText(
    'after',
    `\n${examples.length === 1 ? 'Example' : 'Examples'}:\n${examples.map((line) => `  $ ${line}\n`).join('')}`,
  );
  return command.action(async (...args: unknown[]) => {
    const positional = args.slice(0, -2) as (string | undefined)[];
    const given = args.at(-2) as Options & CommonOptions; // commander's: arguments, options, command
    await withContext(given, (context) => definition.run(context, given, ...positional));
  });
}

function commonOptions(): readonly Option[] {
  return [
    new Option('--json', 'print the result as one JSON object'),
    new Option('--progress <how>', 'how to show progress on stderr')
      .choices(['auto', 'bar', 'plain', 'json', 'none'])
      .default('auto'),
    new Option('--quiet', 'print nothing but the result and errors'),
    new Option('--debug', 'print the stack trace and cause of an error'),
  ];
}
