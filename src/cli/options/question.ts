import { Option } from 'commander';
import type { Graph } from '../../model/graph.ts';
import { formatCount } from '../../system/format-number.ts';
import type { CommandContext } from '../context.ts';
import { type GraphCommandOptions, graphOptions, openGraph } from './graph.ts';
import { folderReader, readCount } from './values.ts';

/** The values of `questionOptions`. */
export interface QuestionOptions extends GraphCommandOptions {
  /** The folder of an export. */
  readonly from?: string;
  readonly cypher?: boolean;
  readonly limit?: number;
}

/** The options of commands that ask a graph: which one, and how to answer. */
export function questionOptions(): readonly Option[] {
  return [
    ...graphOptions(),
    new Option('--from <dir>', 'folder of an export, in place of --model and --scale').argParser(
      folderReader('--from'),
    ),
  ];
}

/** The option that prints the statement of a question. */
export function cypherOption(): Option {
  return new Option(
    '--cypher',
    'print the same question as Cypher to paste into Neo4j Browser, in place of the answer',
  );
}

/** The option that says how many results to list. */
export function limitOption(of: string): Option {
  return new Option('--limit <n>', `number of ${of} to list, up to 1000 (default: 10)`).argParser(readCount);
}

/** A question about a graph. */
export interface Question<Content extends object> {
  /** Spells it as Cypher, where the command has `cypherOption`. */
  cypher?(spell: typeof import('../../ask/cypher.ts'), graph: Graph): string;
  /** Computes the answer. */
  find(graph: Graph): Promise<Content>;
  /** The answer as text. */
  format(answer: Content): string;
}

/** Prints the answer to a question, after a line that says of which graph; with --cypher its statement. */
export async function answerQuestion<Content extends object>(
  context: CommandContext,
  options: QuestionOptions,
  { cypher, find, format }: Question<Content>,
): Promise<void> {
  const graph = await openGraph(context, options, options.from);
  if (options.cypher && cypher) {
    const statement = cypher(await import('../../ask/cypher.ts'), graph);
    return context.result({ cypher: statement }, statement);
  }
  const answer = await find(graph);
  const { model, seed, scale, asOf, dirt = 0 } = graph;
  const dirtNote = dirt > 0 ? `, dirt ${dirt} %` : '';
  const title = `${model.name} ${model.version}, ${formatCount(scale)} ${model.noun}, seed ${seed}${dirtNote}\n`;
  const content = { model: { name: model.name, version: model.version }, seed, scale, asOf, dirt, ...answer };
  await context.result(content, `${title}${format(answer)}`);
}
