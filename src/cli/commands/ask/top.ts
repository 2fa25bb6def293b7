import { type Command, Option } from 'commander';
import { createCommand } from '../../command.ts';
import {
  cypherOption,
  limitOption,
  openAskedGraph,
  printCypher,
  type QuestionOptions,
  questionOptions,
} from '../../options/question.ts';
import { formatTable } from '../../output/format.ts';

interface TopCommandOptions extends QuestionOptions {
  readonly class: string;
  readonly by: 'dependants' | 'dependencies';
  readonly type?: string;
}

export function topCommand(): Command {
  return createCommand<TopCommandOptions>({
    name: 'top',
    summary: 'print the nodes of a class with most relationships',
    description: [
      'Print the nodes of a class with most relationships: those with more first, and equal ones by id. The numbers are exact.',
    ],
    options: [
      new Option('--class <label>', 'label of the nodes').makeOptionMandatory(),
      new Option('--by <side>', 'dependants: relationships that end at a node; dependencies: those that start there')
        .choices(['dependants', 'dependencies'])
        .default('dependants'),
      new Option('--type <type>', 'count only relationships of this type (default: all)'),
      limitOption('nodes'),
      cypherOption(),
      ...questionOptions(),
    ],
    examples: [
      'bulkgen ask top --class Person --type KNOWS --model social --scale 1b',
      'bulkgen ask top --class Supplier --by dependencies --model supply-chain --limit 3',
    ],
    async run(context, options) {
      const { class: label, by, type, limit } = options;
      const question = { label, by, type, limit };
      const [{ findTop }, graph] = await Promise.all([
        import('../../../ask/find-top.ts'),
        openAskedGraph(context, options),
      ]);
      const nodes = findTop(graph, question);
      if (options.cypher) {
        const { spellTop } = await import('../../../ask/cypher.ts');
        return printCypher(context, spellTop(graph, question));
      }
      const table = formatTable([['id', by], ...nodes.map(({ id, rows }) => [id, rows])]);
      await context.result({ label, by, type: type ?? null, nodes }, table);
    },
  });
}
