import { BulkgenError } from '../errors.ts';
import { bindModel, type Graph } from '../model/graph.ts';
import type { Model } from '../model/model.ts';
import type { GraphOptions } from '../model/table.ts';
import { builtInModels, findModel, type ModelSource, sourceOf } from './known-models.ts';
import { loadModelFile } from './load-model.ts';
import { findChangedFile } from './model-files.ts';

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
  if (typeof model === 'string') return bindModel(findModel({ name: model })!, options, events);
  return bindOwn(loadAgain(model), options, events);
}

/** Binds a model of the user. Throws `invalid-model` for what its own functions throw, such as counts that its links cannot have. */
export function bindOwn(model: Model, options: GraphOptions, events: number | undefined): Graph {
  try {
    return bindModel(model, options, events);
  } catch (cause) {
    if (cause instanceof BulkgenError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `Could not make the graph of model ${model.name} at scale ${options.scale}: ${reason}`;
    throw new BulkgenError('invalid-model', message, { hint: 'Correct the model, or choose another scale.', cause });
  }
}

function loadAgain({ files, ...file }: ModelSource): Model {
  const model = loadModelFile(file);
  const changed = findChangedFile(files, sourceOf(model)!.files);
  if (changed === undefined) return model;
  throw new BulkgenError('invalid-model', `The model file ${changed} was edited while bulkgen read it`, {
    hint: 'Run the command again.',
  });
}
