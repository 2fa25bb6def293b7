import { type Command, Option } from 'commander';
import { createCommand } from '../../command.ts';
import {
  answerQuestion,
  cypherOption,
  limitOption,
  type QuestionOptions,
  questionOptions,
} from '../../options/question.ts';
import { formatImpact } from '../../output/answer.ts';
import { unlessTooLarge } from './unless-too-large.ts';

interface ImpactCommandOptions extends QuestionOptions {
  readonly aware?: boolean;
}

export function impactCommand(): Command {
  return createCommand<ImpactCommandOptions>({
    name: 'impact',
    summary: 'print what fails when a node fails',
    description: [
      'Print what fails when a node fails, by the failure rules of the model: how many nodes of each label, how many at each distance, and the nearest with the way to them.',
      'Without --aware, a failure spreads along every relationship of the rules. With --aware, redundancy counts: a node fails only when it has fewer relationships left than it needs, and along relationships that are required. Cypher does not know these rules, so --cypher is for the question without --aware.',
    ],
    arguments: { '<node>': 'id or name of the node that fails' },
    options: [
      new Option('--aware', 'spread a failure only where redundancy does not stop it'),
      limitOption('affected nodes'),
      cypherOption().conflicts('aware'),
      ...questionOptions(),
    ],
    examples: [
      'bulkgen ask impact fra1-sw-a-0001',
      'bulkgen ask impact fra1-sw-a-0001 --aware --scale 1b',
      'bulkgen ask impact supplier-0000012 --model supply-chain --cypher',
    ],
    run: (context, options, node) =>
      answerQuestion(context, options, {
        cypher: ({ spellImpact }, graph) => spellImpact(graph, { node: node!, limit: options.limit }),
        async find(graph) {
          const { findImpact } = await import('../../../ask/find-impact.ts');
          const { aware = false, limit } = options;
          const impact = findImpact(graph, { node: node!, aware, limit });
          if (!aware || impact.affected > 0) return impact;
          const naive = unlessTooLarge(() => findImpact(graph, { node: node!, limit: 1 }).affected);
          return { ...impact, naive: naive ?? null };
        },
        format: formatImpact,
      }),
  });
}
