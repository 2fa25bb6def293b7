import { type Command, Option } from 'commander';
import { createCommand } from '../../command.ts';
import {
  cypherOption,
  openAskedGraph,
  printCypher,
  type QuestionOptions,
  questionOptions,
} from '../../options/question.ts';
import { formatPath } from '../../output/answer.ts';

interface PathCommandOptions extends QuestionOptions {
  readonly undirected?: boolean;
}

export function pathCommand(): Command {
  return createCommand<PathCommandOptions>({
    name: 'path',
    summary: 'print a shortest path between two nodes',
    description: [
      'Print a shortest path between two nodes, along relationships of all types: its length, its nodes and the types between them. Other paths may be as short, so a database can return another one. Its length is the same.',
    ],
    arguments: { '<from>': 'id or name of the first node', '<to>': 'id or name of the last node' },
    options: [
      new Option('--undirected', 'also follow relationships against their direction'),
      cypherOption(),
      ...questionOptions(),
    ],
    examples: [
      'bulkgen ask path supplier-0000012 item-0000042 --model supply-chain --undirected',
      'bulkgen ask path person-0000000 person-0000001 --model social --undirected --scale 1m',
    ],
    async run(context, options, from, to) {
      const question = { from: from!, to: to!, undirected: options.undirected };
      const [{ findPath }, graph] = await Promise.all([
        import('../../../ask/find-path.ts'),
        openAskedGraph(context, options),
      ]);
      if (options.cypher) {
        const { spellPath } = await import('../../../ask/cypher.ts');
        return printCypher(context, spellPath(graph, question));
      }
      const path = findPath(graph, question);
      await context.result({ ...question, path: path ?? null }, path ? formatPath(path) : 'No path exists.\n');
    },
  });
}
