// The same questions for a database: statements to paste, with the ids in them. Their results do not depend on the order of equal answers.
import { listSections, nodeId } from '../model/answer.ts';
import type { Graph } from '../model/graph.ts';
import { findImpact, type ImpactOptions } from './find-impact.ts';
import { findNode } from './find-node.ts';
import type { PathOptions } from './find-path.ts';
import { listCountedSteps, type TopOptions } from './find-top.ts';
import { readLimit } from './limit.ts';
import { bindFailures, type FailureStep } from './spread-failure.ts';

/**
 * How many nodes can fail at each distance, and the first ids of each. The statement follows one distance after the other, as many as there are:
 * a pattern of any length would visit every path. Throws as `findImpact` does.
 */
export function spellImpact(graph: Graph, { node, limit = 10 }: Omit<ImpactOptions, 'aware'>): string {
  const { distances } = findImpact(graph, { node, limit });
  const pattern = spellStep(graph, bindFailures(graph, false));
  const waves = Array.from({ length: Math.max(1, distances.length) }, (_, index) => index + 1);
  const calls = waves.map(
    (wave) =>
      `CALL (wave${wave - 1}) { UNWIND wave${wave - 1} AS a MATCH ${pattern} RETURN collect(DISTINCT b) AS wave${wave} }\n`,
  );
  return `MATCH (first${spellNode(graph, node)})
WITH first, [first] AS wave0
${calls.join('')}UNWIND [${waves.map((wave) => `[${wave}, wave${wave}]`).join(', ')}] AS wave
UNWIND wave[1] AS failed
WITH first, failed, min(wave[0]) AS distance WHERE failed <> first
WITH failed, distance ORDER BY distance, failed.id
RETURN distance, count(*) AS nodes, collect(failed.id)[..${limit}] AS ids ORDER BY distance
`;
}

/** A relationship along which a failure spreads from node a to node b. */
function spellStep(graph: Graph, steps: readonly FailureStep[]): string {
  const types = [...new Set(steps.map(({ type }) => type))];
  const forward = [...new Set(steps.filter(({ to }) => to === 'target').map(({ type }) => type))];
  const isWhole = types.every((type) => {
    const own = steps.filter((step) => step.type === type);
    return own.length === listSections(graph, { type }).length && new Set(own.map(({ to }) => to)).size === 1;
  });
  const list = forward.map((type) => `'${type}'`).join(', ');
  const condition = isWhole ? `(type(r) IN [${list}]) = (startNode(r) = a)` : steps.map(spellCondition).join(' OR ');
  return `(a)-[r:${types.join('|')}]-(b) WHERE ${condition}`;
}

function spellCondition({ type, to, labels: [from, end] }: FailureStep): string {
  const start = to === 'target' ? 'startNode' : 'endNode';
  return `(type(r) = '${type}' AND ${start}(r) = a AND a:${from} AND b:${end})`;
}

/** The length of the shortest path; null without one. */
export function spellPath(graph: Graph, { from, to, undirected = false }: PathOptions): string {
  return `MATCH (a${spellNode(graph, from)}), (b${spellNode(graph, to)})
OPTIONAL MATCH path = SHORTEST 1 (a)-[:${spellTypes(graph)}]-${undirected ? '' : '>'}+(b)
RETURN length(path) AS length
`;
}

/** The nodes of a kind with most relationships. Throws `invalid-option` as `findTop` does. */
export function spellTop(graph: Graph, options: TopOptions): string {
  const { by } = options;
  const limit = readLimit(options.limit);
  const steps = listCountedSteps(graph, options);
  const [label] = steps[0]!.labels;
  const types = [...new Set(steps.map(({ type }) => type))].join('|');
  const [start, end] = by === 'dependants' ? ['<-', '-'] : ['-', '->'];
  return `MATCH (n:${label})
RETURN n.id AS id, n.name AS name, count { (n)${start}[:${types}]${end}() } AS ${by} ORDER BY ${by} DESC, id LIMIT ${limit}
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
