import { type Command, Option } from 'commander';
import { createCommand } from '../../command.ts';
import { answerQuestion, cypherOption, type QuestionOptions, questionOptions } from '../../options/question.ts';
import { formatNoPath, formatPath } from '../../output/answer.ts';
import { unlessTooLarge } from './unless-too-large.ts';

interface PathCommandOptions extends QuestionOptions {
  readonly undirected?: boolean;
}

/** The path without directions is only a hint, so the search for it ends early in a large graph. */
const mostOfHint = 100_000;

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
      'bulkgen ask path online-banking-portal fra1-r0001',
      'bulkgen ask path Checkout Payroll --undirected',
      'bulkgen ask path person-0000000 person-0000001 --model social --undirected --scale 1m',
    ],
    run: (context, options, from, to) => {
      const { undirected = false } = options;
      const ends = { from: from!, to: to! };
      return answerQuestion(context, options, {
        cypher: ({ spellPath }, graph) => spellPath(graph, { ...ends, undirected }),
        async find(graph) {
          const { findPath } = await import('../../../ask/find-path.ts');
          const path = findPath(graph, { ...ends, undirected });
          if (path || undirected) return { ...ends, undirected, path: path ?? null, undirectedPath: undefined };
          const other = unlessTooLarge(() => findPath(graph, { ...ends, undirected: true }, mostOfHint) ?? null);
          return { ...ends, undirected, path: null, undirectedPath: other };
        },
        format: ({ path, undirectedPath }) => (path ? formatPath(path) : formatNoPath(undirected, undirectedPath)),
      });
    },
  });
}
