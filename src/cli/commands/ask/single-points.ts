import { type Command, Option } from 'commander';
import { createCommand } from '../../command.ts';
import { answerQuestion, limitOption, type QuestionOptions, questionOptions } from '../../options/question.ts';
import { readCount } from '../../options/values.ts';
import { formatSinglePoints } from '../../output/answer.ts';

interface SinglePointsCommandOptions extends QuestionOptions {
  readonly atLeast?: number;
  readonly candidates?: number;
}

export function singlePointsCommand(): Command {
  return createCommand<SinglePointsCommandOptions>({
    name: 'single-points',
    summary: 'print nodes whose loss alone makes many others fail',
    description: [
      'Print single points of failure: nodes whose loss alone makes at least --at-least other nodes fail, in spite of all redundancy, by the failure rules of the model.',
      'The last column says how many other nodes fail with each, counted up to 10,000. Nodes with more of them come first, and of equal ones those with most relationships.',
      'The search looks at the nodes of each label with most relationships, and says at how many of all. Where more than 65,536 nodes have about as many, as servers have in a large estate, it takes the first ones. Raise --candidates to look at more.',
    ],
    options: [
      new Option('--at-least <n>', 'number of other nodes that fail, at least (default: 10)').argParser(readCount),
      new Option('--candidates <n>', 'number of nodes of each label to look at, up to 100000 (default: 200)').argParser(
        readCount,
      ),
      limitOption('single points of failure'),
      ...questionOptions(),
    ],
    examples: [
      'bulkgen ask single-points',
      'bulkgen ask single-points --scale 1b --at-least 1000 --limit 3',
      'bulkgen ask single-points --model supply-chain',
    ],
    run: (context, options) =>
      answerQuestion(context, options, {
        async find(graph) {
          const { findSinglePoints } = await import('../../../ask/find-single-points.ts');
          const { atLeast, candidates, limit } = options;
          return findSinglePoints(graph, { atLeast, candidates, limit });
        },
        format: formatSinglePoints,
      }),
  });
}
