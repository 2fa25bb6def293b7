import { createGraph, type GraphChoice, graphOf, pickChoice, type ReadableGraph } from '../export/create-graph.ts';
import { describeModel, type Manifest } from '../export/manifest.ts';
import type { LedgerGraph } from './ledger-root.ts';

/** The graph of a manifest, or the one that the other options name. */
export function chooseGraph(choice: GraphChoice & { readonly manifest?: Manifest | undefined }): ReadableGraph {
  return choice.manifest ? graphOf(choice.manifest, choice.model) : createGraph(pickChoice(choice));
}

/** A graph as the ledger names it. */
export function nameGraph({ model, scale, seed, asOf, events, dirt }: ReadableGraph): LedgerGraph {
  const { name, version, files } = describeModel(model);
  const rest = { ...(dirt ? { dirt } : {}), ...(files && { files }) };
  return { model: name, version, scale, seed, asOf, events: events?.count ?? 0, ...rest };
}
