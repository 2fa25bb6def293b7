import { Argument, type Command } from 'commander';
import { createCommand } from '../command.ts';
import type { Shell } from '../output/completion.ts';

const shells: readonly Shell[] = ['bash', 'zsh', 'fish'];

export function completionCommand(getProgram: () => Command): Command {
  return createCommand<unknown>({
    name: 'completion',
    summary: 'print a script that completes commands and options in a shell',
    description: [
      'Print a script that completes commands, options and their values in bash, zsh or fish. Your shell loads it at its start from one of the files below. The script contains all words, so a completion does not start bulkgen.',
    ],
    examples: [
      'bulkgen completion bash > ~/.local/share/bash-completion/completions/bulkgen',
      'bulkgen completion zsh >> ~/.zshrc',
      'bulkgen completion fish > ~/.config/fish/completions/bulkgen.fish',
    ],
    async run({ print }, _options, shell) {
      const { formatCompletion } = await import('../output/completion.ts');
      await print(formatCompletion(getProgram(), shell as Shell));
    },
  }).addArgument(new Argument('<shell>', 'shell that loads the script').choices(shells));
}
