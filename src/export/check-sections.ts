import { BulkgenError } from '../errors.ts';
import type { LinkSection } from '../model/definition.ts';
import type { Graph } from '../model/graph.ts';
import { createEndsReader } from '../model/record.ts';
import type { Table } from '../model/table.ts';

/**
 * Checks that the sections of each relationship type are its rows: the labels and their numbers of nodes, the number of rows, and the ends
 * of the rows with these ordinals. Throws `invalid-model`. Answers would else be those of another graph.
 */
export function checkSections(graph: Graph, listOrdinals: (count: number) => readonly number[]): void {
  for (const table of graph.relationships) {
    const { name, count, sections } = table;
    if (!sections) continue;
    for (const section of sections) refuseSize(graph, name, section);
    const rows = sections.reduce((sum, { links }) => sum + links.rows, 0);
    if (rows !== count) throw fault(`Expected the sections of ${name} to have ${count} rows, got ${rows}`);
    compareEnds(graph, table, sections, listOrdinals(count));
  }
}

function refuseSize({ nodes }: Graph, type: string, { from, to, links }: LinkSection): void {
  for (const [label, size] of [
    [from, links.sources],
    [to, links.targets],
  ] as const) {
    const table = nodes.find(({ name }) => name === label);
    if (!table) throw fault(`Expected ${type} to have sections between labels of the model, got \`${label}\``);
    if (table.count === size) continue;
    throw fault(`Expected the section of ${type} from ${from} to ${to} to have ${table.count} ${label}, got ${size}`);
  }
}

function compareEnds(
  { nodes }: Graph,
  table: Table,
  sections: readonly LinkSection[],
  ordinals: readonly number[],
): void {
  let written: readonly number[] = [];
  const readEnds = createEndsReader(table, (start, end) => {
    written = [start, end];
  });
  for (const ordinal of ordinals) {
    readEnds(ordinal);
    const ends = findEnds(nodes, sections, ordinal);
    if (ends.join() === written.join()) continue;
    const expected = `the ends of its section, ${ends.join(' and ')}`;
    throw fault(`Expected row ${ordinal} of ${table.name} to have ${expected}, got ${written.join(' and ')}`);
  }
}

/** The record numbers of the ends of a row by the links of its section. */
function findEnds(nodes: readonly Table[], sections: readonly LinkSection[], ordinal: number): readonly number[] {
  const baseOf = (label: string): number => nodes.find(({ name }) => name === label)!.base;
  let row = ordinal;
  for (const { from, to, links } of sections) {
    if (row < links.rows) return [baseOf(from) + links.source(row), baseOf(to) + links.target(row)];
    row -= links.rows;
  }
  return [];
}

function fault(message: string): BulkgenError {
  return new BulkgenError('invalid-model', message, { hint: 'Correct the `sections` that the definition returns.' });
}
