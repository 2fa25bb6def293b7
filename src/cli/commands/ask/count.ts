import { type Command, Option } from 'commander';
import { BulkgenError } from '../../../errors.ts';
import type { Graph } from '../../../model/graph.ts';
import { createCommand } from '../../command.ts';
import {
  cypherOption,
  openAskedGraph,
  printCypher,
  type QuestionOptions,
  questionOptions,
} from '../../options/question.ts';
import { formatTable } from '../../output/format.ts';

interface CountCommandOptions extends QuestionOptions {
  readonly of?: string;
}

export function countCommand(): Command {
  return createCommand<CountCommandOptions>({
    name: 'count',
    summary: 'print how many nodes or relationships a graph or a node has',
    description: [
      'Print the number of nodes of a label, or of relationships of a type; of all of them without a name. With --of, print how many relationships a node has, by type, direction and label at the other end.',
    ],
    arguments: { '[name]': 'label or relationship type (default: all)' },
    options: [
      new Option('--of <node>', 'count the relationships of this node, by its id or name'),
      cypherOption(),
      ...questionOptions(),
    ],
    examples: [
      'bulkgen ask count --model fraud --scale 1m',
      'bulkgen ask count SENT --model fraud --scale 1b',
      'bulkgen ask count --of item-0000042 --model supply-chain --scale 1b',
    ],
    async run(context, options, name) {
      const graph = await openAskedGraph(context, options);
      if (options.of !== undefined) return countOfNode(context, graph, { ...options, of: options.of, name });
      const tables = chooseTables(graph, name);
      if (options.cypher) {
        const { spellCount } = await import('../../../ask/cypher.ts');
        return printCypher(context, tables.map((table) => spellCount(graph, table.name)).join(''));
      }
      const counts = tables.map(({ kind, name: table, count }) => ({ kind, name: table, count }));
      await context.result(
        { counts },
        formatTable(counts.map(({ name: table, count, kind }) => [table, count, `${kind}s`])),
      );
    },
  });
}

async function countOfNode(
  context: Parameters<typeof openAskedGraph>[0],
  graph: Graph,
  { of: node, name, cypher }: CountCommandOptions & { readonly of: string; readonly name: string | undefined },
): Promise<void> {
  if (name !== undefined)
    throw new BulkgenError('invalid-option', `Expected a name or --of, got both: \`${name}\` and \`${node}\``, {
      hint: 'Leave out the name: the relationships of a node are counted by type.',
    });
  if (cypher) {
    const { spellDegrees } = await import('../../../ask/cypher.ts');
    return printCypher(context, spellDegrees(graph, node));
  }
  const { countNeighbours } = await import('../../../ask/find-neighbours.ts');
  const degrees = countNeighbours(graph, { node });
  const rows = degrees.map(({ type, direction, label, rows }) => [type, direction, label, rows]);
  await context.result({ node, degrees }, formatTable([['type', 'direction', 'other end', 'relationships'], ...rows]));
}

function chooseTables({ nodes, relationships }: Graph, name: string | undefined): Graph['nodes'] {
  const tables = [...nodes, ...relationships];
  if (name === undefined) return tables;
  const found = tables.filter((table) => table.name === name);
  if (found.length > 0) return found;
  const known = tables.map((table) => table.name).join(', ');
  throw new BulkgenError(
    'invalid-option',
    `Expected a label or relationship type of the graph (${known}), got \`${name}\``,
  );
}
