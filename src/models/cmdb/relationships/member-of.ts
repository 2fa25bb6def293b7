import { defineRelationship } from '../../../model/definition.ts';
import { createFill } from '../../../model/link/fill.ts';
import { joinCells } from '../../../model/link/join-cells.ts';
import { joinLinks } from '../../../model/link/join-links.ts';
import { estateOf } from '../structure/estate.ts';

/** Virtual machines for containers are members of a Kubernetes cluster of their environment, if it has one. */
export const memberOf = defineRelationship({
  type: 'MEMBER_OF',
  columns: {},
  rows(graph) {
    const { machines, clusters } = estateOf(graph);
    const cells = machines.pools
      .filter(({ role }) => role === 'Compute')
      .map(({ environment, first, count }) => ({
        firstSource: first,
        firstTarget: clusters.first(environment),
        links: createFill({ sources: count, targets: clusters.size(environment) }),
      }));
    const links = joinCells({ sources: graph.nodes('VirtualMachine').count, targets: clusters.count, cells });
    return joinLinks(graph, [{ from: 'VirtualMachine', to: 'KubernetesCluster', links, write: () => {} }]);
  },
});
