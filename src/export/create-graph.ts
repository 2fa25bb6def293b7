import { BulkgenError } from '../errors.ts';
import { formatDay, parseDay } from '../model/calendar.ts';
import { countDirty, mostDirt } from '../model/dirt.ts';
import { bindModel, type Graph, largestScale } from '../model/graph.ts';
import type { Model } from '../model/model.ts';
import type { GraphOptions } from '../model/table.ts';
import { bindOwn } from '../model-loader/graph-settings.ts';
import { builtInModels, builtInNames, findModel, listModelWords, sourceOf } from '../model-loader/known-models.ts';
import { findChangedFile } from '../model-loader/model-files.ts';
import type { cmdb } from '../models/cmdb/model.ts';
import { checkOptions, type OptionForms } from '../options/check-options.ts';
import { answerAll } from './answer-all.ts';
import { checkModel } from './check-model.ts';
import type { Manifest } from './manifest.ts';
import { openTable, type RowOf, type TableName, type TableReader } from './table-reader.ts';

export const defaultSeed = 'bulkgen';
export const defaultAsOf = '2026-01-01';
export const defaultScale = 1_000;

/** Dates stay within four digits: ages go back decades, warranties go forward years. */
const earliestAsOf = '1900-01-01';
const latestAsOf = '2999-12-31';

/** Which graph to generate. */
export interface GraphChoice {
  /** The model of the graph; `cmdb` by default. */
  readonly model?: Model | undefined;
  /** The exact number of nodes; 1,000 by default. */
  readonly scale?: number | undefined;
  /** Any text that is not empty. The same seed gives the same graph; `bulkgen` by default. */
  readonly seed?: string | undefined;
  /** The date from which bulkgen counts all dates: `YYYY-MM-DD`, or `now` for today. `2026-01-01` by default. */
  readonly asOf?: string | undefined;
  /** How many events an import of these files creates. By default what the model says: for `cmdb`, a tenth of the scale, at most 50,000. */
  readonly events?: number | undefined;
  /**
   * The share of nodes that are wrong on purpose, in percent: 0 (default) to 50, exactly. `cmdb` has orphans, stale records and duplicates, a
   * third each; other models have none.
   */
  readonly dirt?: number | undefined;
}

export const graphForms: OptionForms<GraphChoice> = {
  model: 'model',
  scale: 'number',
  seed: 'string',
  asOf: 'string',
  events: 'number',
  dirt: 'number',
};

/** The options of an operation that say which graph to generate. */
export function pickChoice({ model, scale, seed, asOf, events, dirt }: GraphChoice): GraphChoice {
  return { model, scale, seed, asOf, events, dirt };
}

/** A graph whose tables can be read. */
export interface ReadableGraph<M extends Model = Model> extends Graph {
  readonly model: M;
  /** The date from which all dates are counted, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** A table by its label or relationship type. Throws `invalid-option` for a name that the graph does not have. */
  table<Name extends TableName<M>>(name: Name): TableReader<RowOf<M, Name>>;
}

/**
 * Binds a model to a seed and a scale. Every row is computed when it is read. Throws `invalid-option` for an impossible date,
 * scale, share of dirt or number of events, and `invalid-model` for a model that does not write what its columns say or cannot answer its questions.
 */
export function createGraph<M extends Model = typeof cmdb>(
  choice: GraphChoice & { readonly model?: M | undefined } = {},
): ReadableGraph<M> {
  checkOptions('createGraph', choice, graphForms);
  const { model = builtInModels[0], seed = defaultSeed, scale = defaultScale, events } = choice;
  const asOf = choice.asOf === 'now' ? new Date().toISOString().slice(0, 10) : (choice.asOf ?? defaultAsOf);
  refuseSeed(seed);
  const asOfDay = parseDay(asOf);
  if (asOfDay === undefined || asOf < earliestAsOf || asOf > latestAsOf) {
    const expected = `now or a date YYYY-MM-DD from ${earliestAsOf} to ${latestAsOf}`;
    throw new BulkgenError('invalid-option', `Expected --as-of to be ${expected}, got \`${asOf}\``);
  }
  if (events !== undefined && !(Number.isInteger(events) && events >= 0 && events <= largestScale)) {
    throw new BulkgenError(
      'invalid-option',
      `Expected --events to be a whole number from 0 to 2^40, got \`${events}\``,
    );
  }
  if (events !== undefined && events > 0 && !model.events) {
    const message = `Model ${model.name} has no events, so it cannot have \`${events}\` of them`;
    throw new BulkgenError('invalid-option', message, { hint: 'Leave out --events.' });
  }
  refuseDirt(model, scale, choice.dirt);
  const graph = bindChecked(model, { seed, scale, asOfDay, dirt: choice.dirt }, events);
  tryAnswers(graph);
  return makeReadable(graph);
}

/** Answers take long at a large scale, so they are tried at this one first. */
const scaleOfTrial = 1_000;

/**
 * Answers the questions of a user's model before anything is written. The model may not fit the small scale, so a failure there counts
 * only when the graph itself has it. Throws `invalid-model`.
 */
function tryAnswers(graph: Graph): void {
  const { model, seed, scale, asOfDay, dirt, events } = graph;
  if (!model.queries || builtInModels.includes(model)) return;
  try {
    answerAll(bindOwn(model, { seed, scale: Math.min(scale, scaleOfTrial), asOfDay, dirt }, events?.count));
  } catch {
    answerAll(graph);
  }
}

/** Throws `invalid-option` for a share that is impossible, and for a graph that can have no dirt. */
function refuseDirt({ name, noun, dirt: definition }: Model, scale: number, dirt = 0): void {
  if (!(dirt >= 0 && dirt <= mostDirt)) {
    throw new BulkgenError('invalid-option', `Expected --dirt to be a number from 0 to ${mostDirt}, got \`${dirt}\``, {
      hint: 'Write a percentage, such as 2 or 0.5.',
    });
  }
  if (dirt === 0) return;
  if (!definition) {
    throw new BulkgenError('invalid-option', `Model ${name} has no dirt, so it cannot have \`${dirt}\` % of it`, {
      hint: 'Leave out --dirt, or choose the model cmdb.',
    });
  }
  if (scale >= definition.leastScale) {
    if (countDirty(scale, dirt) > 0) return;
    throw new BulkgenError('invalid-option', `Expected --dirt to make a node of ${scale} wrong, got \`${dirt}\``, {
      hint: 'Write a larger percentage, or leave out --dirt.',
    });
  }
  throw new BulkgenError(
    'invalid-option',
    `Expected --scale to be at least ${definition.leastScale} ${noun} with --dirt, got \`${scale}\``,
    { hint: 'Leave out --dirt, or choose a larger --scale.' },
  );
}

/** An empty seed is probably a variable that is not set. */
function refuseSeed(seed: unknown): void {
  if (typeof seed !== 'string') {
    throw new BulkgenError('invalid-option', `Expected --seed to be text, got \`${String(seed)}\``);
  }
  if (seed !== '') return;
  throw new BulkgenError('invalid-option', 'Expected --seed to have at least one character, got an empty text', {
    hint: `Leave out --seed for the seed \`${defaultSeed}\`.`,
  });
}

/**
 * The graph that a manifest describes. Its model is built in, was loaded with `loadModel`, or is `model`. Throws `invalid-model`
 * when bulkgen does not have the model in this version, or when a source file of the model was edited since the export.
 */
export function graphOf<M extends Model = Model>(
  manifest: Pick<Manifest, 'model' | 'seed' | 'scale' | 'asOf' | 'events' | 'dirt'>,
  model?: M,
): ReadableGraph<M> {
  const { model: made, seed, scale, asOf, events, dirt } = manifest;
  const known = model ?? findModel(made);
  if (!known) throw explainUnknown(made);
  refuseOtherModel(made, known);
  return makeReadable(bindChecked(known, { seed, scale, asOfDay: parseDay(asOf)!, dirt }, events));
}

function explainUnknown(made: Manifest['model']): BulkgenError {
  const message = `The files are of model ${made.name} ${made.version}; this bulkgen knows ${builtInNames.join(', ')}`;
  return new BulkgenError('invalid-model', message, { hint: adviseModel(made) });
}

function adviseModel(made: Manifest['model']): string {
  if (!made.files) {
    return 'Name the file of the model with --model (`loadModel` in a program), or use the bulkgen that wrote the files.';
  }
  const option = `\`${listModelWords(made).join(' ')}\``;
  if (made.package !== undefined) return `Name the package of the model: ${option}.`;
  return `Name the file of the model: ${option}, with the path to it.`;
}

function refuseOtherModel(made: Manifest['model'], known: Model): void {
  if (known.name !== made.name || known.version !== made.version) {
    const message = `The files are of model ${made.name} ${made.version}; this bulkgen has ${known.name} ${known.version}`;
    throw new BulkgenError('invalid-model', message, { hint: exportAgain });
  }
  const current = sourceOf(known)?.files;
  const changed = made.files && current && findChangedFile(made.files, current);
  if (changed === undefined) return;
  const message = `The export was made with other content of the model file ${changed}`;
  throw new BulkgenError('invalid-model', message, {
    hint: 'Run `bulkgen export` again, or load the file that made the export.',
  });
}

const exportAgain =
  'Run `bulkgen export` again, or use the version of bulkgen, or of the model file, that wrote the files.';

/**
 * Binds a model. One that is not built in is checked first. Its own counts and shapes may not fit the scale. Throws `invalid-model` for
 * that, and for a name that would later be taken for a model that is built in.
 */
function bindChecked(model: Model, options: GraphOptions, events: number | undefined): Graph {
  if (builtInModels.includes(model)) return bindModel(model, options, events);
  if (!sourceOf(model) && builtInNames.includes(model.name)) {
    const message = `Expected the model to have another name than ${builtInNames.join(', ')}, got \`${model.name}\``;
    throw new BulkgenError('invalid-model', message, { hint: 'Rename it, or load its file with `loadModel`.' });
  }
  const bind = (): Graph => bindOwn(model, options, events);
  const graph = bind();
  checkModel(graph, bind);
  return graph;
}

function makeReadable<M extends Model>(graph: Graph): ReadableGraph<M> {
  const readable: ReadableGraph = {
    ...graph,
    asOf: formatDay(graph.asOfDay),
    table: (name) => openTable(graph, name),
  };
  return readable as unknown as ReadableGraph<M>; // the graph was bound to a model of this type
}
