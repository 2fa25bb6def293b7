import { Option } from 'commander';
import type { Graph } from '../../model/graph.ts';
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

/** The graph that a question is about. */
export function openAskedGraph(context: CommandContext, options: QuestionOptions): Promise<Graph> {
  return openGraph(context, options, options.from);
}

/** Prints a statement as the result. */
export function printCypher({ result }: CommandContext, cypher: string): Promise<void> {
  return result({ cypher }, cypher);
}
