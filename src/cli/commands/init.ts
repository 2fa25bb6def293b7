import { type Command, Option } from 'commander';
import { createCommand, createCommandGroup } from '../command.ts';

interface InitModelOptions {
  readonly like: string;
  readonly force?: boolean;
}

export function initCommand(): Command {
  return createCommandGroup({
    name: 'init',
    summary: 'write the file of a model of your own',
    description: ['Write a file to start from.'],
    commands: [initModelCommand()],
    examples: ['bulkgen init model shop'],
  });
}

function initModelCommand(): Command {
  return createCommand<InitModelOptions>({
    name: 'model',
    summary: 'write a commented model that exports, imports and verifies as it is',
    arguments: { '[name]': 'name of the model, and of its file <name>.ts (default: my-graph)' },
    options: [
      new Option(
        '--like <example>',
        'what to start from: starter (short and commented), or an example: social, fraud, supply-chain or classic',
      )
        .choices(['starter', 'social', 'fraud', 'supply-chain', 'classic'])
        .default('starter'),
      new Option('--force', 'replace the file if it exists'),
    ],
    examples: ['bulkgen init model shop', 'bulkgen init model bank --like fraud'],
    async run(context, { like, force = false }, name = 'my-graph') {
      const { writeModelFile } = await import('../../model-loader/write-model-file.ts');
      const path = await writeModelFile({ name, like, force });
      const next = `bulkgen export --model ./${path} --scale 1000\n      bulkgen import`;
      await context.result({ path, name }, `Wrote ${path}\nNext: ${next}\n`);
    },
  });
}
