import type { Command } from 'commander';
import { createCommand } from '../../command.ts';
import {
  answerQuestion,
  cypherOption,
  limitOption,
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
      'bulkgen ask neighbours online-banking-portal',
      "bulkgen ask neighbours 'Online Banking' --limit 3",
      'bulkgen ask neighbours item-0000042 --model supply-chain --scale 1b --json',
    ],
    run: (context, options, node) =>
      answerQuestion(context, options, {
        cypher: ({ spellNeighbours }, graph) => spellNeighbours(graph, node!),
        async find(graph) {
          const { findNeighbours } = await import('../../../ask/find-neighbours.ts');
          return findNeighbours(graph, { node: node!, limit: options.limit });
        },
        format: formatNeighbours,
      }),
  });
}
