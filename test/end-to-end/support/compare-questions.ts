import { expect } from 'vitest';
import {
  spellCount,
  spellDegrees,
  spellImpact,
  spellNeighbours,
  spellPath,
  spellTop,
} from '../../../src/ask/cypher.ts';
import { findImpact } from '../../../src/ask/find-impact.ts';
import { countNeighbours, findNeighbours } from '../../../src/ask/find-neighbours.ts';
import { findPath } from '../../../src/ask/find-path.ts';
import { findTop } from '../../../src/ask/find-top.ts';
import type { Graph } from '../../../src/model/graph.ts';
import type { Database } from '../../../src/neo4j/driver.ts';

interface Wave {
  readonly distance: number;
  readonly nodes: number;
  readonly ids: readonly string[];
}

/** Asks a database the questions of `bulkgen ask` about its first and other nodes, and expects the answers of arithmetic. */
export async function compareQuestions(database: Database, graph: Graph): Promise<void> {
  const ask = async (cypher: string): Promise<unknown> => {
    const { records } = await database.query<Record<string, unknown>>(cypher);
    const toNumber = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? Number(value) : value);
    return JSON.parse(
      JSON.stringify(
        records.map((record) => record.toObject()),
        toNumber,
      ),
    );
  };
  const ids = graph.nodes.flatMap(({ base, count }) => [0, Math.floor(count / 3)].map((n) => graph.idOf(base + n)));
  for (const node of ids) {
    const { neighbours } = findNeighbours(graph, { node, limit: 1_000 });
    expect(await ask(spellNeighbours(graph, node))).toEqual(neighbours);
    expect(await ask(spellDegrees(graph, node))).toEqual(countNeighbours(graph, { node }));
    for (const undirected of [false, true]) {
      const question = { from: node, to: ids.find((id) => id !== node)!, undirected };
      const length = findPath(graph, question)?.length ?? null;
      expect(await ask(spellPath(graph, question))).toEqual([{ length }]);
    }
    if (!graph.model.failures) continue;
    const { distances, nearest } = findImpact(graph, { node, limit: 1_000 });
    const waves = (await ask(spellImpact(graph, { node, limit: 1_000 }))) as readonly Wave[];
    expect(waves.map(({ distance, nodes }) => ({ distance, nodes }))).toEqual(distances);
    expect(waves.flatMap((wave) => wave.ids).slice(0, 1_000)).toEqual(nearest.map(({ id }) => id));
  }
  const [{ sections, name: type }] = graph.relationships as [Graph['relationships'][number]];
  const question = { label: sections![0]!.to, by: 'dependants', type, limit: 5 } as const;
  const top = findTop(graph, question).map(({ id, name, rows }) => ({ id, name, dependants: rows }));
  expect(await ask(spellTop(graph, question))).toEqual(top);
  for (const { kind, name, count } of [graph.nodes[0]!, graph.relationships[0]!])
    expect(await ask(spellCount(graph, name))).toEqual([{ [`${kind}s`]: count }]);
}
