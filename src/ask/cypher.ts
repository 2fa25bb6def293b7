// The same questions for a database: statements to paste, with the ids in them. Their results do not depend on the order of equal answers.
import { listSections, nodeId } from '../model/answer.ts';
import type { Graph } from '../model/graph.ts';
import type { ImpactOptions } from './find-impact.ts';
import { findNode } from './find-node.ts';
import type { PathOptions } from './find-path.ts';
import type { TopOptions } from './find-top.ts';
import { bindFailures, type FailureStep } from './spread-failure.ts';

/** How many nodes can fail at each distance, and the first ids of each. */
export function spellImpact(graph: Graph, { node, limit = 10 }: Omit<ImpactOptions, 'aware'>): string {
  const steps = bindFailures(graph, false);
  return `MATCH (first${spellNode(graph, node)})
MATCH path = SHORTEST 1 (first)(${spellStep(steps)})+(failed)
WHERE failed <> first
WITH failed, length(path) AS distance ORDER BY distance, failed.id
RETURN distance, count(*) AS nodes, collect(failed.id)[..${limit}] AS ids ORDER BY distance
`;
}

/** One relationship along which a failure spreads, as a part of a quantified pattern. */
function spellStep(steps: readonly FailureStep[]): string {
  const types = [...new Set(steps.map(({ type }) => type))].join('|');
  const conditions = steps.map(({ type, to, labels: [from, end] }) => {
    const start = to === 'target' ? 'startNode' : 'endNode';
    return `(type(r) = '${type}' AND ${start}(r) = a AND a:${from} AND b:${end})`;
  });
  return `(a)-[r:${types}]-(b) WHERE ${conditions.join('\n  OR ')}`;
}

/** The length of the shortest path; null without one. */
export function spellPath(graph: Graph, { from, to, undirected = false }: PathOptions): string {
  return `MATCH (a${spellNode(graph, from)}), (b${spellNode(graph, to)})
OPTIONAL MATCH path = SHORTEST 1 (a)-[:${spellTypes(graph)}]-${undirected ? '' : '>'}+(b)
RETURN length(path) AS length
`;
}

/** The nodes of a kind with most relationships. */
export function spellTop({ relationships }: Graph, { label, by, type, limit = 10 }: TopOptions): string {
  const types = type ?? relationships.map(({ name }) => name).join('|');
  const [start, end] = by === 'dependants' ? ['<-', '-'] : ['-', '->'];
  return `MATCH (n:${label})
RETURN n.id AS id, count { (n)${start}[:${types}]${end}() } AS ${by} ORDER BY ${by} DESC, id LIMIT ${limit}
`;
}

/** The relationships of a node with the nodes at their other ends. */
export function spellNeighbours(graph: Graph, node: string): string {
  const { label } = graph.model;
  return `${spellRelationships(graph, node)}
RETURN type, direction, [name IN labels(other) WHERE name <> '${label}'][0] AS label, other.id AS id, other.name AS name
ORDER BY type, direction, label, id
`;
}

/** How many relationships a node has. */
export function spellDegrees(graph: Graph, node: string): string {
  const { label } = graph.model;
  return `${spellRelationships(graph, node)}
RETURN type, direction, [name IN labels(other) WHERE name <> '${label}'][0] AS label, count(*) AS rows
ORDER BY type, direction, label
`;
}

/** A relationship of a node to itself goes out, and comes in. */
function spellRelationships(graph: Graph, node: string): string {
  const [start, types] = [`(n${spellNode(graph, node)})`, spellTypes(graph)];
  return `CALL () {
  MATCH ${start}-[r:${types}]->(other) RETURN type(r) AS type, 'out' AS direction, other
  UNION ALL
  MATCH ${start}<-[r:${types}]-(other) RETURN type(r) AS type, 'in' AS direction, other
}`;
}

/** The number of nodes of a label, or of relationships of a type. */
export function spellCount({ nodes }: Graph, name: string): string {
  const isLabel = nodes.some((table) => table.name === name);
  return isLabel
    ? `MATCH (n:${name}) RETURN count(*) AS nodes\n`
    : `MATCH ()-[r:${name}]->() RETURN count(*) AS relationships\n`;
}

/** A node by its id, which the constraint of the model finds. */
function spellNode(graph: Graph, text: string): string {
  const node = findNode(graph, text);
  return `:${graph.model.label} {id: '${nodeId(graph, node, node.number)}'}`;
}

/** The types of the files, without those of events. */
function spellTypes(graph: Graph): string {
  return [...new Set(listSections(graph).map(({ type }) => type))].join('|');
}
