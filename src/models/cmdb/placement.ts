import type { GraphContext } from '../../model/definition.ts';

/** Which data center a server stands in, by ordinals. Earlier data centers are larger, because the lower of two draws decides. */
export function createServerPlacement(graph: GraphContext): (server: number) => number {
  const { count } = graph.nodes('DataCenter');
  const stream = graph.stream('Server/datacenter');
  return (server) => Math.min(stream.below(count, server, 0), stream.below(count, server, 1));
}

/** The day a data center was commissioned, by ordinals: before anything that stands in it was bought or installed. */
export function createCommissioning(graph: GraphContext): (center: number) => number {
  const ages = graph.stream('DataCenter/commissionedOn');
  return (center) => graph.asOfDay - ages.between(2_600, 7_000, center);
}
