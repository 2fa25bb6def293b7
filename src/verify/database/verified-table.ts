import type { Graph } from '../../model/graph.ts';
import type { Table } from '../../model/table.ts';

/** A table as a database holds it: those of the files, the events, and what connects an event with its CI. */
export interface VerifiedTable extends Table {
  /** All labels of a node, the type alone of a relationship. */
  readonly labels: readonly string[];
  /** Whether it is the relationship of events, whose starts are numbered by the event's ordinal. */
  readonly startsAtEvents: boolean;
}

/** Every table that a database has after an import. */
export function listVerifiedTables(graph: Graph): readonly VerifiedTable[] {
  const { model, nodes, relationships, events, affected } = graph;
  const affects: Table = {
    ...{ kind: 'relationship', name: model.events.relationshipType, columns: {}, count: events.count, base: 0 },
    context: events.context,
    row: (ordinal, cell) => cell['ends']!(ordinal, affected(ordinal)),
  };
  const own = (table: Table): VerifiedTable => ({ ...table, labels: [table.name], startsAtEvents: false });
  return [
    ...nodes.map((table) => ({ ...own(table), labels: [model.label, table.name] })),
    own(events),
    ...relationships.map(own),
    { ...own(affects), startsAtEvents: true },
  ];
}

/** Makes the function that gives the number of a node of these tables by its readable id, −1 for what is the id of none. */
export function createNumberFinder(tables: readonly Table[]): (id: unknown) => number {
  const byPrefix = new Map(tables.map((table) => [table.context.ownId.prefix, table]));
  return (id) => {
    if (typeof id !== 'string') return -1;
    const dash = id.indexOf('-');
    const table = byPrefix.get(id.slice(0, dash));
    const digits = id.slice(dash + 1);
    if (!table || digits.length !== table.context.ownId.digits || !/^\d+$/.test(digits)) return -1;
    const ordinal = Number(digits);
    return ordinal < table.count ? table.base + ordinal : -1;
  };
}
