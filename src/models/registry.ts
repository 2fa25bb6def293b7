import { bindModel, type Graph } from '../model/graph.ts';
import type { Model } from '../model/model.ts';
import type { GraphOptions } from '../model/table.ts';
import { cmdb } from './cmdb/model.ts';

/** The models that come with bulkgen. The first is the default. */
export const models: readonly [Model, ...Model[]] = [cmdb];

export function findModel(name: string): Model | undefined {
  return models.find((model) => model.name === name);
}

// A graph consists of functions, which cannot be sent to another thread. Its settings can, and give the same graph there.
export interface GraphSettings extends GraphOptions {
  readonly model: string;
  readonly events: number;
}

/** The settings of a graph. Undefined for a model of the caller's own, which another thread cannot look up. */
export function describeGraph({ model, seed, scale, asOfDay, events }: Graph): GraphSettings | undefined {
  if (findModel(model.name) !== model) return undefined;
  return { model: model.name, seed, scale, asOfDay, events: events?.count ?? 0 };
}

/** Makes the graph that has these settings. */
export function rebuildGraph({ model, events, ...options }: GraphSettings): Graph {
  return bindModel(findModel(model)!, options, events);
}
