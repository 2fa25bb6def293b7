import { bindModel, type Graph } from '../../../src/model/graph.ts';
import { createRecordReader, tablesOf } from '../../../src/model/record.ts';
import type { Table } from '../../../src/model/table.ts';
import type { Properties } from '../../../src/model/value.ts';
import { cmdb } from '../../../src/models/cmdb/model.ts';

export const asOfDay = 20_454; // 2026-01-01

export interface Link {
  readonly start: number;
  readonly end: number;
  readonly properties: Properties;
}

/** A whole estate in memory: what the rows say, held so that tests can look at it as a graph. */
export interface Estate {
  readonly graph: Graph;
  /** By record number. */
  readonly nodes: readonly { readonly label: string; readonly properties: Properties }[];
  /** By type. */
  readonly links: ReadonlyMap<string, readonly Link[]>;
  readonly events: readonly { readonly affected: number; readonly properties: Properties }[];
}

export function bindEstate(scale: number, seed = 'bulkgen', events?: number): Graph {
  return bindModel(cmdb, { seed, scale, asOfDay }, events);
}

export function makeEstate(scale: number, seed = 'bulkgen', events?: number): Estate {
  const graph = bindEstate(scale, seed, events);
  return {
    graph,
    nodes: graph.nodes.flatMap((table) => readAll(table).map(({ properties }) => ({ label: table.name, properties }))),
    links: new Map(
      graph.relationships.map((table) => [
        table.name,
        readAll(table).map(({ ends, properties }) => ({ start: ends![0], end: ends![1], properties })),
      ]),
    ),
    events: readAll(graph.events!).map(({ properties }, ordinal) => ({
      affected: graph.events!.affected(ordinal),
      properties,
    })),
  };
}

export function everyTable(graph: Graph): readonly Table[] {
  return [...tablesOf(graph), graph.events!];
}

function readAll(table: Table) {
  const read = createRecordReader(table);
  return Array.from({ length: table.count }, (_, ordinal) => read(ordinal));
}
