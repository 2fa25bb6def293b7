import { BulkgenError } from '../errors.ts';
import { bindModel, type Graph } from '../model/graph.ts';
import type { Model } from '../model/model.ts';
import type { GraphOptions } from '../model/table.ts';
import { findChangedFile } from './compare-files.ts';
import { builtInModels, findModel, type ModelSource, sourceOf } from './known-models.ts';
import { loadModelFile } from './load-model.ts';

// A graph consists of functions, which cannot be sent to another thread. Its settings can, and give the same graph there.
export interface GraphSettings extends GraphOptions {
  /** The name of a model that is built in, or where the model was loaded from. */
  readonly model: string | ModelSource;
  readonly events: number;
}

/** The settings of a graph. Undefined for a model that the program passes itself, which another thread cannot load. */
export function describeGraph({ model, seed, scale, asOfDay, events }: Graph): GraphSettings | undefined {
  const found = builtInModels.includes(model) ? model.name : sourceOf(model);
  if (found === undefined) return undefined;
  return { model: found, seed, scale, asOfDay, events: events?.count ?? 0 };
}

/** Makes the graph that has these settings. Throws `invalid-model` when a file of its model was edited meanwhile. */
export function rebuildGraph({ model, events, ...options }: GraphSettings): Graph {
  return bindModel(typeof model === 'string' ? findModel({ name: model })! : loadAgain(model), options, events);
}

function loadAgain({ url, files }: ModelSource): Model {
  const model = loadModelFile(url);
  const changed = findChangedFile(files, sourceOf(model)!.files);
  if (changed === undefined) return model;
  throw new BulkgenError('invalid-model', `The model file ${changed} was edited while bulkgen read it`, {
    hint: 'Run the command again.',
  });
}
