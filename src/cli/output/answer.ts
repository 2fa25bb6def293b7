import type { Impact } from '../../ask/find-impact.ts';
import type { Degree, Neighbours } from '../../ask/find-neighbours.ts';
import type { NamedNode } from '../../ask/find-node.ts';
import type { ShortestPath } from '../../ask/find-path.ts';
import type { SinglePoints } from '../../ask/find-single-points.ts';
import type { TopNode } from '../../ask/find-top.ts';
import type { Losses } from '../../ask/list-losses.ts';
import { formatCount, formatQuantity } from '../../system/format-number.ts';
import { quoteWord } from '../../system/quote-word.ts';
import { formatTable } from './format.ts';

/** What fails with a node; `naive` says how many nodes can fail without redundancy, and is null when too many to count can. */
export function formatImpact(impact: Impact & { readonly naive?: number | null }): string {
  const { node, aware, affected, labels, distances, losses, nearest, naive } = impact;
  const verb = aware ? `also fail${affected === 1 ? 's' : ''}` : 'can fail';
  const head = `If ${describeNode(node)} fails, ${formatQuantity(affected, 'nodes')} ${verb}.\n`;
  if (affected === 0) return `${head}${explainNoImpact(node, naive)}\n`;
  const rest = affected - nearest.length;
  return [
    ...[head, ...formatLosses(losses)],
    formatTable([['label', 'nodes'], ...labels.map(({ label, nodes }) => [label, nodes])]),
    formatTable([['distance', 'nodes'], ...distances.map(({ distance, nodes }) => [distance, nodes])]),
    formatNamed([
      ['nearest', 'name', 'distance', 'way'],
      ...nearest.map(({ id, name, distance, path }) => [id, name ?? '', distance, path.map(shortName).join(' → ')]),
    ]) + countRest(rest),
  ].join('\n');
}

/** The nodes at which a failure ends, such as business services; nothing where the model has no such kind. */
function formatLosses({ count, first }: Losses): readonly string[] {
  if (count === 0) return [];
  const rows = first.map(({ id, name, label, failed, of }) => {
    const state = failed === of ? 'lost' : 'degraded';
    return [id, name ?? '', label, state, `${formatCount(failed)} of ${formatCount(of)}`];
  });
  const table = formatNamed([['ends at', 'name', 'label', 'state', 'failed needs'], ...rows]);
  return [`${table}${countRest(count - first.length)}`];
}

function countRest(rest: number): string {
  return rest > 0 ? `… and ${formatCount(rest)} more\n` : '';
}

function explainNoImpact({ id }: NamedNode, naive: number | null | undefined): string {
  if (naive === null) return 'Redundancy stops the failure: more nodes than bulkgen counts can fail without --aware.';
  if (naive) return `Redundancy stops the failure: ${formatQuantity(naive, 'nodes')} can fail without --aware.`;
  return `Nothing depends on it by the failure rules of the model. See what it needs with \`bulkgen ask neighbours ${quoteWord(id)}\`, and how it is connected to another node with \`bulkgen ask path ${quoteWord(id)} <node> --undirected\`.`;
}

/** A table without the column `name` where no node of it has a name. */
function formatNamed(rows: readonly (readonly (string | number)[])[]): string {
  const [header = [], ...others] = rows;
  const place = header.indexOf('name');
  const hasNames = others.some((row) => row[place] !== '');
  return formatTable(hasNames ? rows : rows.map((row) => row.filter((_, column) => column !== place)));
}

/** An id, and in parentheses what it is. */
function describeNode({ id, label, name }: NamedNode): string {
  return `${id} (${label}${name === null ? '' : `, ${name}`})`;
}

/** What a reader knows a node by. */
function shortName({ id, name }: NamedNode): string {
  return name ?? id;
}

/**
 * No path, and the one that also follows relationships against their direction: null where there is none, undefined where the graph is too large
 * to look for it.
 */
export function formatNoPath(undirected: boolean, undirectedPath: ShortestPath | null | undefined): string {
  if (undirected) return 'No path exists, in any direction.\n';
  if (undirectedPath === undefined) return 'No path exists in the direction of the relationships.\n';
  if (undirectedPath === null) return 'No path exists. None exists with --undirected, either.\n';
  return `No path exists in the direction of the relationships. This is one of --undirected.\n${formatPath(undirectedPath)}`;
}

/** A path, one node a line. */
export function formatPath({ length, nodes, relationships }: ShortestPath): string {
  const arrows = relationships.map(({ type, direction }) => (direction === 'out' ? `-[:${type}]->` : `<-[:${type}]-`));
  const lines = nodes.map(({ id, label, name }, index) => [arrows[index - 1] ?? '', id, name ?? '', label]);
  return `A shortest path has ${formatQuantity(length, 'relationships')}.\n${formatTable(lines)}`;
}

/** The relationships of a node. */
export function formatNeighbours({ id, label, name, degrees, neighbours }: Neighbours): string {
  const count = degrees.reduce((sum, { rows }) => sum + rows, 0);
  const head = `${describeNode({ id, label, name })} has ${formatQuantity(count, 'relationships')}.\n`;
  const parts = degrees.map(({ type, direction, label: other, rows }) => {
    const own = neighbours.filter((one) => one.type === type && one.direction === direction && one.label === other);
    const rest = rows - own.length;
    const title = `\n${type}, ${direction}, ${formatCount(rows)} ${direction === 'out' ? 'to' : 'from'} ${other}\n`;
    const list = formatTable(own.map((one) => [`  ${one.id}`, one.name ?? '']));
    return `${title}${list}${rest > 0 ? `  … and ${formatCount(rest)} more\n` : ''}`;
  });
  return [head, ...parts].join('');
}

/** Single points of failure, and what was looked at. */
export function formatSinglePoints({ atLeast, mostCounted, found, points, examined }: SinglePoints): string {
  const looked = examined
    .map(({ label, nodes, of }) => `${formatCount(nodes)} of ${formatCount(of)} nodes of ${label}`)
    .join(', ');
  const head = `${formatQuantity(found, 'nodes')} of those looked at make at least ${formatQuantity(atLeast, 'others')} fail.
Looked at ${looked}: those with most relationships, or the first ones where too many have about as many.\n`;
  if (points.length === 0) return head;
  const lines = points.map(({ id, name, label, rows, affected }) => {
    const also = affected < mostCounted ? affected : `${formatCount(mostCounted)} or more`;
    return [id, name ?? '', label, rows, also];
  });
  return `${head}\n${formatNamed([['id', 'name', 'label', 'relationships', 'also fail'], ...lines])}`;
}

/** What `bulkgen ask top` finds. */
export interface TopAnswer {
  readonly label: string;
  readonly by: 'dependants' | 'dependencies';
  /** The relationship types that the numbers count. */
  readonly counted: readonly string[];
  readonly nodes: readonly TopNode[];
}

/** The nodes with most relationships, and of which types these are. */
export function formatTop({ label, by, counted, nodes }: TopAnswer): string {
  const ends = by === 'dependants' ? 'end' : 'start';
  const typeHint = counted.length > 1 ? ' --type counts one of them.' : '';
  const head = `Counted: relationships of ${counted.join(', ')} that ${ends} at ${label}.${typeHint}\n`;
  return `${head}${formatNamed([['id', 'name', by], ...nodes.map(({ id, name, rows }) => [id, name ?? '', rows])])}`;
}

/** How many relationships a node has. */
export function formatDegrees(node: NamedNode, degrees: readonly Degree[]): string {
  const count = degrees.reduce((sum, { rows }) => sum + rows, 0);
  const lines = degrees.map(({ type, direction, label, rows }) => [type, direction, label, rows]);
  const head = `${describeNode(node)} has ${formatQuantity(count, 'relationships')}.\n`;
  return `${head}${formatTable([['type', 'direction', 'other end', 'relationships'], ...lines])}`;
}
