import type { Graph } from '../model/graph.ts';
import type { NodeKind } from '../model/node.ts';
import { sumRows } from '../model/table.ts';
import { formatQuantity } from '../system/format-number.ts';

/** What is right but may surprise: kinds without nodes because the counts took all, and links with fewer rows than they ask for. */
export function listNotes({ model, nodes, relationships, scale }: Graph): readonly string[] {
  const hasShare = (label: string): boolean =>
    (model.nodes.find((node) => node.label === label) as Partial<NodeKind> | undefined)?.share !== undefined;
  const counted = sumRows(nodes.filter(({ name }) => !hasShare(name)));
  const empty = nodes.filter(({ name, count }) => count === 0 && hasShare(name)).map(({ name }) => name);
  const tookAll = `${empty.join(', ')}: 0 nodes, because the kinds with a \`count\` have ${formatQuantity(counted, 'nodes')} at scale ${scale}`;
  return [
    ...(empty.length > 0 && counted >= scale ? [tookAll] : []),
    ...relationships.flatMap(({ note }) => note ?? []),
  ];
}
