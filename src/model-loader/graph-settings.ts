import { BulkgenError } from '../errors.ts';
import { bindModel, type Graph } from '../model/graph.ts';
import type { Model } from '../model/model.ts';
import { tablesOf } from '../model/record.ts';
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
export function describeGraph({ model, seed, scale, asOfDay, dirt, events }: Graph): GraphSettings | undefined {
  const found = builtInModels.includes(model) ? model.name : sourceOf(model);
  if (found === undefined) return undefined;
  return { model: found, seed, scale, asOfDay, dirt, events: events?.count ?? 0 };
}

/** Makes the graph that has these settings. Throws `invalid-model` when a file of its model was edited meanwhile. */
export function rebuildGraph({ model, events, ...options }: GraphSettings): Graph {
  if (typeof model === 'string') return bindModel(findModel({ name: model })!, options, events);
  return bindOwn(loadAgain(model), options, events);
}

/**
 * Binds a model of the user. Throws `invalid-model` for what its own functions throw, such as counts that its links cannot have. The hint
 * advises another scale only where the model can be bound to one.
 */
export function bindOwn(model: Model, options: GraphOptions, events: number | undefined): Graph {
  try {
    return bindAll(model, options, events);
  } catch (error) {
    const fault = error instanceof BulkgenError ? error : explainFault(model, options, error);
    if (fault.code !== 'invalid-model' || !otherScales.some((scale) => binds(model, { ...options, scale })))
      throw fault;
    const hint = 'Correct the model, or choose another scale.';
    throw new BulkgenError(fault.code, fault.message, { hint, cause: fault.cause });
  }
}

/** Binds all tables at once, so that their faults show here. */
function bindAll(...[model, options, events]: Parameters<typeof bindModel>): Graph {
  const graph = bindModel(model, options, events);
  for (const { row } of tablesOf(graph)) void row;
  return graph;
}

const otherScales = [100, 1_000, 100_000] as const;

function binds(model: Model, options: GraphOptions): boolean {
  try {
    bindAll(model, options);
    return true;
  } catch {
    return false;
  }
}

function explainFault({ name }: Model, { scale }: GraphOptions, cause: unknown): BulkgenError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const message = `Could not make the graph of model ${name} at scale ${scale}: ${reason}`;
  return new BulkgenError('invalid-model', message, { hint: 'Correct the model.', cause });
}

function loadAgain({ files, ...file }: ModelSource): Model {
  const model = loadModelFile(file);
  const changed = findChangedFile(files, sourceOf(model)!.files);
  if (changed === undefined) return model;
  throw new BulkgenError('invalid-model', `The model file ${changed} was edited while bulkgen read it`, {
    hint: 'Run the command again.',
  });
}
