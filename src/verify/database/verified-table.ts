import type { Graph } from '../../model/graph.ts';
import type { EventTable, Table } from '../../model/table.ts';

/** A table that a database has after an import: a table of the files, the events, or the relationships of events to CIs. */
export interface VerifiedTable extends Table {
  /** All labels of a node, or only the type of a relationship. */
  readonly labels: readonly string[];
  /** Whether this is the relationship of events, where the ordinal of the event numbers the start. */
  readonly startsAtEvents: boolean;
}

/** Lists every table that a database has after an import. */
export function listVerifiedTables(graph: Graph): readonly VerifiedTable[] {
  const { model, nodes, relationships, events } = graph;
  const own = (table: Table): VerifiedTable => ({ ...table, labels: [table.name], startsAtEvents: false });
  return [
    ...nodes.map((table) => ({ ...own(table), labels: [model.label, table.name] })),
    ...(events ? [own(events)] : []),
    ...relationships.map(own),
    ...(events ? [{ ...own(describeAffects(events)), startsAtEvents: true }] : []),
  ];
}

/** The relationships of events to the nodes that they affect. */
function describeAffects({ relationshipType, count, context, affected }: EventTable): Table {
  return {
    ...{ kind: 'relationship', name: relationshipType, columns: {}, count, base: 0, context },
    row: (ordinal, cell) => cell['ends']!(ordinal, affected(ordinal)),
  };
}

/** Returns a function that finds the record number of a node of these tables by its readable id, −1 for any other value. */
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
