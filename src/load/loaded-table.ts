import type { Graph } from '../model/graph.ts';
import type { Table } from '../model/table.ts';

/** A table as it is loaded. An event comes with its relationship to the node that it affects. */
export interface LoadedTable extends Table {
  readonly stage: Stage;
  /** The labels of its nodes, or only its type. */
  readonly labels: readonly string[];
  /** For events: the type of the relationship to the node that an event affects. */
  readonly affects?: string;
}

/** What is loaded together: nodes of all tables, then relationships of all types, then events. */
export type Stage = 'nodes' | 'relationships' | 'events';

export const stages: readonly Stage[] = ['nodes', 'relationships', 'events'];

/** Every table of a graph, in the order in which they are loaded. */
export function listLoadedTables({ model, nodes, relationships, events }: Graph): readonly LoadedTable[] {
  return [
    ...nodes.map((table) => ({ ...table, stage: 'nodes' as const, labels: [model.label, table.name] })),
    ...relationships.map((table) => ({ ...table, stage: 'relationships' as const, labels: [table.name] })),
    ...(events
      ? [{ ...events, stage: 'events' as const, labels: [events.name], affects: events.relationshipType }]
      : []),
  ];
}
