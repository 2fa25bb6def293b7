import { Argument, Command, Help, type Option } from 'commander';
import { type CommandContext, withContext } from './context.ts';
import { type CommonOptions, commonOptions } from './options/common.ts';
import type { LiveChoice } from './options/live.ts';
import { folderReader } from './options/values.ts';
import { spellCommands } from './output/spell-commands.ts';

interface CommandDescription {
  readonly name: string;
  /** The line of the command in the list of commands, without a full stop. */
  readonly summary: string;
  /** Paragraphs; the summary as a sentence by default. */
  readonly description?: readonly string[];
  /** Whole command lines. */
  readonly examples: readonly string[];
}

/** A command: what it takes, and the work that it does. */
export interface CommandOptions<Options> extends CommandDescription {
  /** Positional arguments in commander's notation; `[dir]` is a folder. */
  readonly arguments?: Readonly<Record<string, string>>;
  readonly options?: readonly Option[];
  run(context: CommandContext, options: Options, ...args: (string | undefined)[]): Promise<void>;
}

/** A command such as `snapshot`, whose work its own commands do. */
export interface CommandGroupOptions extends CommandDescription {
  readonly commands: readonly Command[];
}

/** Creates a command with the options that all commands have, unless it has an option of that name. */
export function createCommand<Options>(definition: CommandOptions<Options>): Command {
  const command = describeCommand(definition);
  for (const [form, meaning] of Object.entries(definition.arguments ?? {})) {
    const argument = new Argument(form, meaning);
    command.addArgument(form === '[dir]' ? argument.argParser(folderReader(form)) : argument);
  }
  for (const option of definition.options ?? []) command.addOption(option);
  for (const option of commonOptions()) {
    if (!command.options.some(({ long }) => long === option.long)) command.addOption(option);
  }
  return command.action(async (...args: unknown[]) => {
    const positional = args.slice(0, -2) as (string | undefined)[];
    const given = args.at(-2) as Options & CommonOptions & LiveChoice; // commander passes arguments, options, command
    await withContext({ title: nameOf(command), ...given }, (context) => definition.run(context, given, ...positional));
  });
}

/** `bulkgen snapshot restore`. */
function nameOf(command: Command): string {
  return command.parent ? `${nameOf(command.parent)} ${command.name()}` : command.name();
}

/** Creates a command that only has commands of its own. */
export function createCommandGroup(definition: CommandGroupOptions): Command {
  const group = describeCommand(definition).helpCommand('help [command]', 'print the help of a command');
  for (const command of definition.commands) group.addCommand(command);
  return group;
}

function describeCommand({ name, summary, description, examples }: CommandDescription): Command {
  const paragraphs = description ?? [`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`];
  const title = examples.length === 1 ? 'Example' : 'Examples';
  return new Command(name)
    .summary(summary)
    .description(paragraphs.join('\n\n'))
    .helpOption('-h, --help', 'print help')
    .configureHelp({
      minWidthToWrap: 20, // else commander leaves the texts of long options unwrapped
      boxWrap(text, width) {
        // `npx bulkgen` is longer, and stays in one line, so that it is not taken for a command without its npx.
        const spelled = spellCommands(text).replaceAll('npx bulkgen', 'npx\0bulkgen');
        return Help.prototype.boxWrap.call(this, spelled, width).replaceAll('\0', ' ');
      },
    })
    .addHelpText('after', `\n${title}:\n${examples.map((line) => `  $ ${line}\n`).join('')}`);
}
