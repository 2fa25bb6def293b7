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
import { formatImpact } from '../../output/answer.ts';

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
      'bulkgen ask impact supplier-0000012 --model supply-chain',
      'bulkgen ask impact supplier-0000012 --model supply-chain --scale 1b --aware',
      'bulkgen ask impact supplier-0000012 --model supply-chain --cypher',
    ],
    async run(context, options, node) {
      const { aware = false, limit } = options;
      const [{ findImpact }, graph] = await Promise.all([
        import('../../../ask/find-impact.ts'),
        openAskedGraph(context, options),
      ]);
      if (options.cypher) {
        const { spellImpact } = await import('../../../ask/cypher.ts');
        return printCypher(context, spellImpact(graph, { node: node!, limit }));
      }
      const impact = findImpact(graph, { node: node!, aware, limit });
      await context.result(impact, formatImpact(impact));
    },
  });
}
