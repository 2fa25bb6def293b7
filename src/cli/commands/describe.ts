import { stat } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { BulkgenError } from '../../errors.ts';
import type { ReadableGraph } from '../../export/create-graph.ts';
import type { Model } from '../../model/model.ts';
import { formatCount } from '../../system/format-number.ts';
import { createCommand } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { type GraphCommandOptions, graphOptions, openGraph, refuseSettings } from '../options/graph.ts';
import type { OutlineFormat } from '../output/outline.ts';
import { spellModelOption } from '../output/spell-model-option.ts';
import { formatSql, type SqlDialect, sqlDialects } from '../output/sql.ts';

interface DescribeOptions extends GraphCommandOptions {
  readonly format: OutlineFormat;
  readonly sql?: SqlDialect;
  readonly queries?: boolean;
}

export function describeCommand(): Command {
  return createCommand<DescribeOptions>({
    name: 'describe',
    summary: 'print what a graph consists of: labels, types, counts, properties and ends',
    description: [
      'Print the node labels and relationship types of a graph, with their counts, their properties and the labels that they connect. Nothing is written.',
      'The formats are: table, for reading; json, for programs; mermaid, a diagram; cypher, the statements that create constraints and indexes; markdown, for a page of documentation. With --json, mermaid, cypher and markdown are the text of one object.',
      'With --queries, print the questions of the model as Cypher to paste into Neo4j Browser, with the expected answers as comments, and for each relationship type the statement of its fingerprint: one number that changes when a relationship is missing, doubled or moved. With --json, that is a file of answers to test a database with.',
      "With --sql, print the statements that load the files of an export into DuckDB or PostgreSQL as they are: a table for each label and type, with the record number of a node as `_id`, and those of the ends of a relationship as `_start` and `_end`. Lists become arrays. A point becomes a point in PostgreSQL and a struct in DuckDB. A duration stays text in DuckDB. DuckDB makes Parquet of its tables by `export database 'estate-parquet' (format parquet)`.",
    ],
    arguments: { '[dir]': 'folder of an export (default: none, but the graph of --model and --scale)' },
    options: [
      ...graphOptions(),
      new Option('--format <format>', 'form of the result')
        .choices(['table', 'json', 'mermaid', 'cypher', 'markdown'] satisfies OutlineFormat[])
        .default('table'),
      new Option('--sql <database>', 'print SQL that creates the tables and loads the files of the export')
        .choices(sqlDialects)
        .conflicts('format'),
      new Option(
        '--queries',
        'print Cypher with the expected answers: the questions of the model, and fingerprints',
      ).conflicts(['format', 'sql']),
    ],
    examples: [
      'bulkgen describe',
      'bulkgen describe --scale 2m --json',
      'bulkgen describe --format mermaid > graph.mmd',
      'bulkgen describe estate --queries --json > answers.json',
      'bulkgen describe estate --sql postgres | psql',
      'bulkgen describe estate --sql duckdb | duckdb estate.duckdb',
    ],
    async run(context, options, folder) {
      const { format, sql } = options;
      if (folder !== undefined) await refuseModel(folder);
      if (sql !== undefined) {
        const text = await describeAsSql(context, { dialect: sql, options, folder });
        return context.result({ database: sql, sql: text }, text);
      }
      if (options.queries) return printQueries(context, await openGraph(context, options, folder));
      const [{ outlineGraph }, { outlineFormats }, { listNotes }] = await Promise.all([
        import('../../model/outline-graph.ts'),
        import('../output/outline.ts'),
        import('../../export/list-notes.ts'),
      ]);
      const graph = await openGraph(context, options, folder);
      for (const note of listNotes(graph)) context.note(note);
      const outline = outlineGraph(graph);
      const text = outlineFormats[format](outline);
      const isOther = format !== 'table' && format !== 'json';
      await context.result(isOther ? { format, text } : outline, text);
    },
  });
}

/** Fingerprints of types with more rows take longer than a user waits. */
const mostRows = 10_000_000;

/** Prints the questions of a graph with their answers. */
async function printQueries({ result, note }: CommandContext, graph: ReadableGraph<Model>): Promise<void> {
  const [{ listAnswers }, { formatQueries }] = await Promise.all([
    import('../../export/list-answers.ts'),
    import('../output/queries.ts'),
  ]);
  const { model, seed, scale, asOf, dirt } = graph;
  const answers = await listAnswers(graph, { mostRows });
  const large = graph.relationships.filter(({ count }) => count > mostRows).map(({ name }) => name);
  if (large.length > 0)
    note(`Left out the fingerprints of ${large.join(', ')}: they have more than ${formatCount(mostRows)} rows`);
  const settings = { seed, scale, asOf, ...(dirt ? { dirt } : {}) };
  const content = { model: { name: model.name, version: model.version }, ...settings, answers };
  await result(content, formatQueries(answers));
}

interface SqlChoice {
  readonly dialect: SqlDialect;
  readonly options: DescribeOptions;
  readonly folder: string | undefined;
}

/** Reads no model where there is an export: its manifest has the columns. */
async function describeAsSql(context: CommandContext, { dialect, options, folder }: SqlChoice): Promise<string> {
  if (folder !== undefined) {
    refuseSettings(options);
    const { readManifest } = await import('../../export/read-manifest.ts');
    const { tables } = await readManifest({ folder });
    return formatSql(dialect, tables, folder);
  }
  const [{ planExport }, graph] = await Promise.all([
    import('../../export/plan.ts'),
    openGraph(context, options, undefined),
  ]);
  const { tables } = planExport(graph, { ids: 'actual' });
  const planned = tables.map(({ table, header }) => ({ ...table, columns: header.cells, parts: [] }));
  return formatSql(dialect, planned);
}

/** Refuses the file of a model, which only `--model` takes. */
async function refuseModel(folder: string): Promise<void> {
  if (!/\.[cm]?[jt]s$/.test(folder)) return;
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isFolder) return;
  throw new BulkgenError('invalid-option', `Expected the folder of an export, got the file of a model, ${folder}`, {
    hint: `Use \`${spellModelOption(folder)}\`.`,
  });
}
