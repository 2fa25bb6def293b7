// Scripts of shell functions. They hold all words of the command line: a shell completes without starting Node.
import type { Command, Option } from 'commander';
import { namedScales } from '../../model/scale.ts';

export type Shell = 'bash' | 'zsh' | 'fish';

/** A script that completes the words of `program`, its commands and their options in a shell. */
export function formatCompletion(program: Command, shell: Shell): string {
  const commands = listCommands(program);
  if (shell === 'fish') return formatFish(program.name(), commands);
  const script = formatBash(program.name(), commands);
  // zsh runs completions of bash with its own module.
  return shell === 'bash' ? script : `autoload -Uz compinit bashcompinit\ncompinit\nbashcompinit\n${script}`;
}

/** A command, by its words after the program's name: empty for the program itself. */
interface CommandWords {
  readonly path: string;
  readonly summary: string;
  readonly options: readonly Option[];
  /** What a word that is not an option may be. Files where it is empty. */
  readonly words: readonly string[];
}

function listCommands(command: Command, path = ''): readonly CommandWords[] {
  const help = command.createHelp();
  const children = help.visibleCommands(command);
  const choices = command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []);
  const described: CommandWords = {
    path,
    summary: command.summary(),
    options: help.visibleOptions(command).filter(({ long }) => long),
    words: children.length > 0 ? children.map((child) => child.name()) : choices,
  };
  const nested = children
    .filter((child) => command.commands.includes(child)) // commander makes the command `help` itself
    .flatMap((child) => listCommands(child, `${path} ${child.name()}`.trim()));
  return [described, ...nested];
}

function valuesOf({ long, argChoices }: Option): readonly string[] {
  return long === '--scale' ? Object.keys(namedScales) : (argChoices ?? []);
}

function formatBash(name: string, commands: readonly CommandWords[]): string {
  const paths = commands.map(({ path }) => path).filter(Boolean);
  const options = commands.flatMap(({ path, options }) =>
    options
      .filter((option) => option.required)
      .map((option) => `    '${path} ${option.long}') values='${valuesOf(option).join(' ')}'; kind=value ;;\n`),
  );
  const words = commands.map(
    ({ path, options, words }) =>
      `    '${path}') options='${options.map(({ long }) => long).join(' ')}'; words='${words.join(' ')}' ;;\n`,
  );
  return `# Completion of ${name} for bash, and for zsh with bashcompinit.
_${name}() {
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} path= word kind= values= options= words=
  # bash splits --option=value into three words.
  if [ "$current" = = ]; then current=; elif [ "$before" = = ]; then before=\${COMP_WORDS[COMP_CWORD-2]}; fi
  for word in "\${COMP_WORDS[@]:1:$((COMP_CWORD-1))}"; do
    case "\${path:+$path }$word" in
${paths.map((path) => `      '${path}') path='${path}' ;;\n`).join('')}    esac
  done
  case "$path $before" in
${options.join('')}  esac
  case "$path" in
${words.join('')}  esac
  if [ "$kind" = value ]; then words=$values; elif [ "\${current#-}" != "$current" ]; then words=$options; fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _${name} ${name}
`;
}

function formatFish(name: string, commands: readonly CommandWords[]): string {
  const summaries = new Map(commands.map(({ path, summary }) => [path, summary]));
  const lines = commands.flatMap(({ path, options, words }) => {
    const condition = `-n '__${name}_at "${path}"'`;
    return [
      ...words.map((word) => {
        const summary = summaries.get(`${path} ${word}`.trim()) ?? '';
        return `complete -c ${name} -f ${condition} -a ${word} -d ${quote(summary)}`;
      }),
      ...options.map((option) => {
        const values = valuesOf(option);
        const value = values.length > 0 ? ` -x -a ${quote(values.join(' '))}` : option.required ? ' -r' : '';
        return `complete -c ${name} ${condition} -l ${option.long!.slice(2)}${value} -d ${quote(option.description)}`;
      }),
    ];
  });
  const paths = commands.map(({ path }) => path).filter(Boolean);
  return `# Completion of ${name} for fish.
function __${name}_at
    set -l path
    for word in (commandline -opc)[2..]
        contains -- (string join -- ' ' $path $word) ${paths.map(quote).join(' ')}; and set -a path $word
    end
    test "$path" = "$argv[1]"
end
${lines.join('\n')}
`;
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
