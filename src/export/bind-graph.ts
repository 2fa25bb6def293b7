import { BulkgenError } from '../errors.ts';
import { parseDay } from '../model/calendar.ts';
import { createGraph, type Graph } from '../model/graph.ts';
import type { Model } from '../model/model.ts';
import { findModel, models } from '../models/registry.ts';
import type { Manifest } from './manifest.ts';

export const defaultSeed = 'bulkgen';
export const defaultAsOf = '2026-01-01';
export const defaultScale = 1_000;

/** Dates stay within four digits: ages go back decades, warranties go forward years. */
const earliestAsOf = '1900-01-01';
const latestAsOf = '2999-12-31';

/** Which graph to generate. */
export interface GraphChoice {
  readonly model?: Model;
  /** The exact number of nodes. */
  readonly scale?: number;
  readonly seed?: string;
  /** `YYYY-MM-DD`, the date from which bulkgen counts all dates. */
  readonly asOf?: string;
  /** How many events an import of these files creates. By default a tenth of the scale, at most 50,000. */
  readonly events?: number;
}

/** Binds the model to a seed and a scale. Throws `invalid-option` for an impossible date, scale or number of events. */
export function bindGraph(choice: GraphChoice): Graph {
  const { model = models[0], seed = defaultSeed, scale = defaultScale, asOf = defaultAsOf, events } = choice;
  if (typeof seed !== 'string') {
    throw new BulkgenError('invalid-option', `Expected --seed to be text, got \`${String(seed)}\``);
  }
  const asOfDay = parseDay(asOf);
  if (asOfDay === undefined || asOf < earliestAsOf || asOf > latestAsOf) {
    const expected = `a date YYYY-MM-DD from ${earliestAsOf} to ${latestAsOf}`;
    throw new BulkgenError('invalid-option', `Expected --as-of to be ${expected}, got \`${asOf}\``);
  }
  if (events !== undefined && !(Number.isSafeInteger(events) && events >= 0)) {
    throw new BulkgenError('invalid-option', `Expected --events to be 0 or more, got \`${events}\``);
  }
  return createGraph(model, { seed, scale, asOfDay }, events);
}

/** The graph that a manifest describes. Throws `invalid-model` when bulkgen does not have its model in this version. */
export function graphOf({ model: made, seed, scale, asOf, events }: Manifest, model?: Model): Graph {
  const known = model ?? findModel(made.name);
  if (!known || known.name !== made.name || known.version !== made.version) {
    const here = known ? `has ${known.name} ${known.version}` : `knows ${models.map(({ name }) => name).join(', ')}`;
    throw new BulkgenError(
      'invalid-model',
      `The files are of model ${made.name} ${made.version}; this bulkgen ${here}`,
      {
        hint: 'Run `bulkgen export` again, or use the version of bulkgen that wrote the files.',
      },
    );
  }
  return createGraph(known, { seed, scale, asOfDay: parseDay(asOf)! }, events);
}
