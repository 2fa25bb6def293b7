import { defineRelationship } from '../../../model/definition.ts';
import { joinLinks } from '../../../model/link/join-links.ts';
import { estateOf } from '../structure/estate.ts';

/** Virtual machines for containers are members of a Kubernetes cluster of their environment and site, if there is one. */
export const memberOf = defineRelationship({
  type: 'MEMBER_OF',
  columns: {},
  rows(graph) {
    const { machines: links } = estateOf(graph).clusters;
    return joinLinks(graph, [{ from: 'VirtualMachine', to: 'KubernetesCluster', links, write: () => {} }]);
  },
});
