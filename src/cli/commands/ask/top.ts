import { type Command, Option } from 'commander';
import type { TopOptions } from '../../../ask/find-top.ts';
import type { Graph } from '../../../model/graph.ts';
import { createCommand } from '../../command.ts';
import {
  answerQuestion,
  cypherOption,
  limitOption,
  type QuestionOptions,
  questionOptions,
} from '../../options/question.ts';
import { formatTop } from '../../output/answer.ts';

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
      'Print the nodes of a class with most relationships: those with more first, and equal ones by id. The numbers are exact, and the answer says which types they count.',
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
      'bulkgen ask top --class Microservice',
      'bulkgen ask top --class WebApplication --by dependencies --type DEPENDS_ON --limit 3',
      'bulkgen ask top --class Person --type KNOWS --model social --scale 1b',
    ],
    run: (context, options) => {
      const { class: label, by, type, limit } = options;
      const question = { label, by, type, limit };
      return answerQuestion(context, options, {
        cypher: ({ spellTop }, graph) => spellTop(graph, question),
        find: (graph) => findTop(graph, question),
        format: formatTop,
      });
    },
  });
}

async function findTop(graph: Graph, question: TopOptions) {
  const [{ listCountedSteps, listTop }, { readLimit }] = await Promise.all([
    import('../../../ask/find-top.ts'),
    import('../../../ask/limit.ts'),
  ]);
  const { by, type = null, limit } = question;
  const steps = listCountedSteps(graph, question);
  const counted = [...new Set(steps.map((step) => step.type))];
  return { label: steps[0]!.labels[0], by, type, counted, nodes: listTop(graph, steps, readLimit(limit)) };
}
