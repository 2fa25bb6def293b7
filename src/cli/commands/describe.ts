import { type Command, Option } from 'commander';
import { createCommand } from '../command.ts';
import { loadChosenModel, type ModelChoice, modelOption } from '../options/model.ts';
import { readScale } from '../options/values.ts';
import type { OutlineFormat } from '../output/outline.ts';

interface DescribeOptions extends ModelChoice {
  readonly scale: number;
  readonly format: OutlineFormat;
}

export function describeCommand(): Command {
  return createCommand<DescribeOptions>({
    name: 'describe',
    summary: 'print what a graph consists of: labels, types, counts, properties and ends',
    description: [
      'Print the node labels and relationship types of a graph, with their counts, their properties and the labels that they connect. Nothing is written.',
      'The formats are: table, for reading; json, for programs; mermaid, a diagram; cypher, the statements that create constraints and indexes; markdown, for a page of documentation.',
    ],
    options: [
      new Option('--scale <scale>', 'number of nodes: small, medium, large, enterprise, or a number')
        .argParser(readScale)
        .default(1_000, 'small'),
      modelOption(),
      new Option('--format <format>', 'form of the result')
        .choices(['table', 'json', 'mermaid', 'cypher', 'markdown'] satisfies OutlineFormat[])
        .default('table'),
    ],
    examples: [
      'bulkgen describe',
      'bulkgen describe --scale 2m --json',
      'bulkgen describe --format mermaid > graph.mmd',
    ],
    async run({ result }, { scale, format, ...choice }) {
      const model = await loadChosenModel(choice);
      const [{ createGraph }, { outlineGraph }, { outlineFormats }] = await Promise.all([
        import('../../export/create-graph.ts'),
        import('../../model/outline-graph.ts'),
        import('../output/outline.ts'),
      ]);
      const outline = outlineGraph(createGraph({ model, scale }));
      await result(outline, outlineFormats[format](outline));
    },
  });
}
