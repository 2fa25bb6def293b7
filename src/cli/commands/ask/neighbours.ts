import type { Command } from 'commander';
import { createCommand } from '../../command.ts';
import {
  cypherOption,
  limitOption,
  openAskedGraph,
  printCypher,
  type QuestionOptions,
  questionOptions,
} from '../../options/question.ts';
import { formatNeighbours } from '../../output/answer.ts';

export function neighboursCommand(): Command {
  return createCommand<QuestionOptions>({
    name: 'neighbours',
    summary: 'print the relationships of a node, and the nodes at their other ends',
    description: [
      'Print the relationships of a node by type, direction and label, with the id and the name of the node at the other end. All are counted; --limit says how many of each to list.',
    ],
    arguments: { '<node>': 'id or name of the node' },
    options: [limitOption('relationships of each type, direction and label'), cypherOption(), ...questionOptions()],
    examples: [
      'bulkgen ask neighbours person-0000042 --model social',
      'bulkgen ask neighbours item-0000042 --model supply-chain --scale 1b --json',
    ],
    async run(context, options, node) {
      const [{ findNeighbours }, graph] = await Promise.all([
        import('../../../ask/find-neighbours.ts'),
        openAskedGraph(context, options),
      ]);
      if (options.cypher) {
        const { spellNeighbours } = await import('../../../ask/cypher.ts');
        return printCypher(context, spellNeighbours(graph, node!));
      }
      const found = findNeighbours(graph, { node: node!, limit: options.limit });
      await context.result(found, formatNeighbours(found));
    },
  });
}
