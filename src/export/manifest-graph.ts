import { BulkgenError } from '../errors.ts';
import { parseDay } from '../model/calendar.ts';
import { createGraph, type Graph } from '../model/graph.ts';
import type { Model } from '../model/model.ts';
import { findModel, models } from '../models/registry.ts';
import type { Manifest } from './manifest.ts';

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
