import type { Impact } from '../../ask/find-impact.ts';
import type { Neighbours } from '../../ask/find-neighbours.ts';
import type { ShortestPath } from '../../ask/find-path.ts';
import type { SinglePoints } from '../../ask/find-single-points.ts';
import { formatCount, formatQuantity } from '../../system/format-number.ts';
import { formatTable } from './format.ts';

/** What fails with a node. */
export function formatImpact({ node, aware, affected, labels, distances, nearest }: Impact): string {
  const head = `If ${node} fails, ${formatQuantity(affected, 'nodes')} ${aware ? 'also' : 'can'} fail${aware && affected === 1 ? 's' : ''}.\n`;
  if (affected === 0) return head;
  const rest = affected - nearest.length;
  return [
    head,
    formatTable([['label', 'nodes'], ...labels.map(({ label, nodes }) => [label, nodes])]),
    formatTable([['distance', 'nodes'], ...distances.map(({ distance, nodes }) => [distance, nodes])]),
    formatTable([
      ['nearest', 'distance', 'way'],
      ...nearest.map(({ id, distance, path }) => [id, distance, path.join(' → ')]),
    ]) + (rest > 0 ? `… and ${formatCount(rest)} more\n` : ''),
  ].join('\n');
}

/** A path, one node a line. */
export function formatPath({ length, nodes, relationships }: ShortestPath): string {
  const arrows = relationships.map(({ type, direction }) => (direction === 'out' ? `-[:${type}]->` : `<-[:${type}]-`));
  const lines = nodes.map((node, index) => [arrows[index - 1] ?? '', node]);
  return `A shortest path has ${formatQuantity(length, 'relationships')}.\n${formatTable(lines)}`;
}

/** The relationships of a node. */
export function formatNeighbours({ id, label, name, degrees, neighbours }: Neighbours): string {
  const count = degrees.reduce((sum, { rows }) => sum + rows, 0);
  const head = `${id} (${label}${name === null ? '' : `, ${name}`}) has ${formatQuantity(count, 'relationships')}.\n`;
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
export function formatSinglePoints({ atLeast, found, points, examined }: SinglePoints): string {
  const looked = examined
    .map(({ label, nodes, of }) => `${formatCount(nodes)} of ${formatCount(of)} nodes of ${label}`)
    .join(', ');
  const head = `${formatQuantity(found, 'nodes')} of those looked at make at least ${formatQuantity(atLeast, 'others')} fail.
Looked at ${looked}: those with most relationships.\n`;
  if (points.length === 0) return head;
  return `${head}\n${formatTable([['id', 'label', 'relationships'], ...points.map(({ id, label, rows }) => [id, label, rows])])}`;
}
