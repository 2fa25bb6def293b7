import { type Command, Option } from 'commander';
import { createCommand } from '../command.ts';
import { type CsvCommandOptions, csvOptions } from '../options/csv.ts';
import { chooseFolder, chooseInput } from '../options/input.ts';

interface StatsOptions extends CsvCommandOptions {
  readonly type?: readonly string[];
  readonly html?: string;
}

export function statsCommand(): Command {
  return createCommand<StatsOptions>({
    name: 'stats',
    summary: 'measure the shape of a graph: degrees, mixes of values, agreement of both ends',
    description: [
      'Measure the shape of a graph from its CSV files: an export, or third-party CSV as neo4j-admin reads it. Nothing is written, except for --html.',
      'For each relationship type, and for each pair of labels that it connects: how many relationships a node has (quantiles, the share of the 1 % of the nodes with the most, the Gini coefficient, and α, the exponent of the tail from 20 and from 50 up), nodes linked to themselves, repeated pairs, rank correlations, and how often both ends have the same value of a property, beside how often they would by chance.',
      'For each label and type: the values of properties that have at most 32, how many are missing, and whether `id` and `name` are unique.',
    ],
    arguments: { '[dir]': 'folder of an export or of third-party CSV (default: import)' },
    options: [
      new Option('--type <type>', 'relationship type to measure; may be given several times (default: all)').argParser(
        (type: string, previous: readonly string[] = []) => [...previous, type],
      ),
      new Option('--html <file>', 'write the result as one HTML page with plots'),
      ...csvOptions().filter(({ long }) => long !== '--warnings-as-errors'),
    ],
    examples: [
      'bulkgen stats',
      'bulkgen stats estate --type DEPENDS_ON --type RUNS_ON',
      'bulkgen stats estate --html estate.html --json > estate.json',
      "bulkgen stats /data/csv --delimiter ';'",
    ],
    async run({ signal, onProgress, note, result }, options, given) {
      const { type: types, html } = options;
      const [{ measureGraph }, { formatStats }, { checkReport, writeReport }] = await Promise.all([
        import('../../stats/measure-graph.ts'),
        import('../output/stats.ts'),
        import('../../import/admin/write-report.ts'),
      ]);
      const folder = chooseFolder(given, options);
      const input = await chooseInput(folder, options, {});
      if (html !== undefined) await checkReport(html, '--html');
      const { kind, ...csv } = { options: {}, groups: undefined, exclude: undefined, ...input };
      const stats = await measureGraph({ folder, types, ...(kind === 'csv' && { csv }), signal, onProgress });
      if (html !== undefined) {
        const { formatStatsPage } = await import('../../stats/page/format-page.ts');
        await writeReport(html, await formatStatsPage(stats), '--html');
        note(`Wrote ${html}`);
      }
      await result(stats, formatStats(stats));
    },
  });
}
