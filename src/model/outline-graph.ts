import { findTable, type Graph } from './graph.ts';
import type { SchemaElement } from './model.ts';
import { createEndsReader } from './record.ts';
import type { Table } from './table.ts';

/** A property of a table. */
export interface ColumnOutline {
  readonly name: string;
  /** The type in a header of neo4j-admin. */
  readonly type: string;
  /** The type as Cypher's `valueType()` names it, without `NOT NULL`. */
  readonly cypherType: string;
  /** Whether a row may be without it. */
  readonly optional: boolean;
}

/** A node or relationship type. */
export interface TableOutline {
  /** The label or the relationship type. */
  readonly name: string;
  /** How many rows it has. */
  readonly count: number;
  readonly columns: readonly ColumnOutline[];
}

/** Which nodes a relationship type connects: from each of these labels to each of those. */
export interface ConnectedLabels {
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** A relationship type with what it connects. */
export interface RelationshipOutline extends TableOutline {
  readonly connects: readonly ConnectedLabels[];
}

/** What a graph consists of. The events, which an import creates after the files, come last in their lists. */
export interface GraphOutline {
  readonly model: { readonly name: string; readonly version: string };
  /** The label of all nodes but events. */
  readonly label: string;
  readonly scale: number;
  /** What all its nodes are called together: `people`. `nodes` where there are events, too. */
  readonly noun: string;
  readonly nodes: readonly TableOutline[];
  readonly relationships: readonly RelationshipOutline[];
  readonly schema: readonly SchemaElement[];
}

/** Rows of a relationship type that are looked at, spread evenly, where it has more. */
const sampledRows = 20_000;

/**
 * Lists the tables of a graph with their counts and columns, and the labels that each relationship type connects. These are taken from its rows:
 * from all of them up to 20,000, else from 20,000 of them.
 */
export function outlineGraph(graph: Graph): GraphOutline {
  const { model, scale, nodes, relationships, events } = graph;
  const affects = events && {
    ...{ name: events.relationshipType, count: events.count, columns: [] },
    connects: connect([...nodes, events], events.count, (row) => [events.name, labelOf(nodes, events.affected(row))]),
  };
  return {
    model: { name: model.name, version: model.version },
    ...{ label: model.label, scale, noun: events ? 'nodes' : model.noun },
    nodes: [...nodes, ...(events ? [events] : [])].map(outlineTable),
    relationships: [
      ...relationships.map((table) => ({
        ...outlineTable(table),
        connects: connect(nodes, table.count, readLabels(nodes, table)),
      })),
      ...(affects ? [affects] : []),
    ],
    schema: model.schema,
  };
}

function outlineTable({ name, count, columns }: Table): TableOutline {
  return {
    ...{ name, count },
    columns: Object.entries(columns).map(([column, { headerType, valueType, optional = false }]) => ({
      ...{ name: column, type: headerType, cypherType: valueType.cypherType, optional },
    })),
  };
}

type LabelsOfRow = (row: number) => readonly [from: string, to: string];

/** Returns the function that finds the labels of both ends of a row. */
function readLabels(nodes: readonly Table[], table: Table): LabelsOfRow {
  let labels: readonly [string, string] = ['', ''];
  const readEnds = createEndsReader(table, (start, end) => {
    labels = [labelOf(nodes, start), labelOf(nodes, end)];
  });
  return (ordinal) => {
    readEnds(ordinal);
    return labels;
  };
}

function labelOf(nodes: readonly Table[], record: number): string {
  return findTable(nodes, record).name;
}

/** Groups the labels that rows connect: first all sources of a target, then all targets with the same sources. */
function connect(tables: readonly Table[], count: number, labelsOf: LabelsOfRow): readonly ConnectedLabels[] {
  const sources = new Map<string, Set<string>>();
  const looked = Math.min(count, sampledRows);
  for (let index = 0; index < looked; index++) {
    const [from, to] = labelsOf(Math.floor((index * count) / looked));
    const known = sources.get(to);
    if (known) known.add(from);
    else sources.set(to, new Set([from]));
  }
  const names = tables.map(({ name }) => name);
  const connections = new Map<string, { readonly from: readonly string[]; readonly to: string[] }>();
  for (const to of names.filter((name) => sources.has(name))) {
    const from = names.filter((name) => sources.get(to)!.has(name));
    const same = connections.get(from.join());
    if (same) same.to.push(to);
    else connections.set(from.join(), { from, to: [to] });
  }
  return [...connections.values()];
}
