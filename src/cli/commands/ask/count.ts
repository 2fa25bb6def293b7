import { type Command, Option } from 'commander';
import type { chooseName } from '../../../ask/choose-name.ts';
import { BulkgenError } from '../../../errors.ts';
import type { Graph } from '../../../model/graph.ts';
import { createCommand } from '../../command.ts';
import type { CommandContext } from '../../context.ts';
import { answerQuestion, cypherOption, type QuestionOptions, questionOptions } from '../../options/question.ts';
import { formatDegrees } from '../../output/answer.ts';
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
      'bulkgen ask count --scale 1b',
      'bulkgen ask count --of fra1-sw-a-0001',
      'bulkgen ask count SENT --model fraud --scale 1b',
    ],
    run: (context, options, name) =>
      options.of === undefined
        ? countTables(context, options, name)
        : countOfNode(context, { ...options, of: options.of }, name),
  });
}

async function countTables(context: CommandContext, options: QuestionOptions, name: string | undefined): Promise<void> {
  const { chooseName: choose } = await import('../../../ask/choose-name.ts'); // not for --help, which loads as little as possible
  return answerQuestion(context, options, {
    cypher: ({ spellCount }, graph) =>
      chooseTables(graph, name, choose)
        .map((table) => spellCount(graph, table.name))
        .join(''),
    async find(graph) {
      return {
        counts: chooseTables(graph, name, choose).map(({ kind, name: table, count }) => ({ kind, name: table, count })),
      };
    },
    format: ({ counts }) => formatTable(counts.map(({ name: table, count, kind }) => [table, count, `${kind}s`])),
  });
}

async function countOfNode(
  context: CommandContext,
  options: QuestionOptions & { readonly of: string },
  name: string | undefined,
): Promise<void> {
  const { of } = options;
  if (name !== undefined)
    throw new BulkgenError('invalid-option', `Expected a name or --of, got both: \`${name}\` and \`${of}\``, {
      hint: 'Leave out the name: the relationships of a node are counted by type.',
    });
  await answerQuestion(context, options, {
    cypher: ({ spellDegrees }, graph) => spellDegrees(graph, of),
    async find(graph) {
      const [{ countNeighbours }, { findNode, nameNode }] = await Promise.all([
        import('../../../ask/find-neighbours.ts'),
        import('../../../ask/find-node.ts'),
      ]);
      return { node: nameNode(graph, findNode(graph, of)), degrees: countNeighbours(graph, { node: of }) };
    },
    format: ({ node, degrees }) => formatDegrees(node, degrees),
  });
}

function chooseTables(
  { nodes, relationships }: Graph,
  given: string | undefined,
  choose: typeof chooseName,
): Graph['nodes'] {
  const tables = [...nodes, ...relationships];
  if (given === undefined) return tables;
  const name = choose(
    given,
    tables.map((table) => table.name),
    {
      what: 'a label or relationship type of the graph',
      hint: 'Name one of them. --of counts the relationships of a node.',
    },
  );
  return tables.filter((table) => table.name === name);
}
