import { type Command, Option } from 'commander';
import type { DirtList } from '../../../ask/list-dirt.ts';
import type { DirtQuery } from '../../../model/model.ts';
import { createCommand } from '../../command.ts';
import {
  answerQuestion,
  cypherOption,
  limitOption,
  type QuestionOptions,
  questionOptions,
} from '../../options/question.ts';
import { formatKinds, formatTable } from '../../output/format.ts';

interface DirtCommandOptions extends QuestionOptions {
  readonly all?: boolean;
}

export function dirtCommand(): Command {
  return createCommand<DirtCommandOptions>({
    name: 'dirt',
    summary: 'list the nodes that are wrong on purpose: orphans, stale records and duplicates',
    description: [
      'List the nodes that are wrong on purpose in a graph with --dirt, with what is wrong with each. A duplicate has the node of which it is a second record.',
      'The statements of --cypher find them in a database, from its data alone.',
    ],
    arguments: { '[kind]': 'orphan, stale or duplicate (default: all kinds)' },
    options: [
      limitOption('nodes of each kind'),
      new Option('--all', 'list all nodes, up to a million').conflicts('limit'),
      cypherOption(),
      ...questionOptions(),
    ],
    examples: [
      'bulkgen ask dirt --scale medium --dirt 2',
      'bulkgen ask dirt duplicate --from estate --all --json',
      'bulkgen ask dirt --dirt 2 --cypher',
    ],
    async run(context, options, kind) {
      const { listDirt } = await import('../../../ask/list-dirt.ts');
      const limit = options.all ? 'all' : options.limit;
      await answerQuestion(context, options, {
        cypher(_spell, graph) {
          const { kinds } = listDirt(graph, { kind, limit: 1 });
          const queries = graph.model.dirt!.queries.filter((query) => query.kind in kinds);
          return queries.map(spellDirt).join('\n');
        },
        find: async (graph) => listDirt(graph, { kind, limit }),
        format: formatDirt,
      });
    },
  });
}

function spellDirt({ question, match }: DirtQuery): string {
  return `// ${question}\n${match}\nRETURN node.id AS id ORDER BY id;\n`;
}

function formatDirt({ kinds, nodes }: DirtList): string {
  const rows = nodes.map(({ kind, id, label, name, original }) => [kind, id, label, name ?? '', original ?? '']);
  const table = formatTable([['kind', 'id', 'label', 'name', 'original'], ...rows]);
  return `${formatKinds(kinds)}\n\n${table}`;
}
