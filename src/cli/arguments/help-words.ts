import type { Command } from 'commander';

/**
 * Reads `version` as `--version`. Leaves out `help` before a word that is not a command: commander then reports the word, but
 * would print the general help otherwise.
 */
export function readHelpWords(program: Command, argv: readonly string[]): readonly string[] {
  if (argv[0] === 'version') return ['--version', ...argv.slice(1)];
  const at = argv.indexOf('help');
  const name = argv[at + 1];
  const findChild = (group: Command | undefined, word: string) =>
    group?.commands.find((child) => child.name() === word);
  const group = argv.slice(0, Math.max(0, at)).reduce<Command | undefined>(findChild, program);
  const isUnknown = at >= 0 && name !== undefined && group && group.commands.length > 0 && !findChild(group, name);
  return isUnknown ? argv.toSpliced(at, 1) : argv;
}
