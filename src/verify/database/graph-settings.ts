// A graph is functions; what it follows from can be handed to another thread, which makes the same graph of it.
import { createGraph, type Graph } from '../../model/graph.ts';
import type { GraphOptions } from '../../model/table.ts';
import { findModel } from '../../models/registry.ts';

export interface GraphSettings extends GraphOptions {
  readonly model: string;
  readonly events: number;
}

/** What a graph follows from; undefined for one of a caller's own model, which no other thread can be given. */
export function describeGraph({ model, seed, scale, asOfDay, events }: Graph): GraphSettings | undefined {
  if (findModel(model.name) !== model) return undefined;
  return { model: model.name, seed, scale, asOfDay, events: events.count };
}

/** The graph that was described. */
export function rebuildGraph({ model, events, ...options }: GraphSettings): Graph {
  return createGraph(findModel(model)!, options, events);
}
