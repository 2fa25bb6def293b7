import { defineRelationship } from '../../../model/definition.ts';
import type { Side } from '../../../model/link/adjacency.ts';
import { type Cell, joinCells } from '../../../model/link/join-cells.ts';
import { joinLinks } from '../../../model/link/join-links.ts';
import { lazyLinks } from '../../../model/link/lazy-links.ts';
import { renumberLinks } from '../../../model/link/renumber.ts';
import { estateOf } from '../structure/estate.ts';
import { applicationLabels } from '../structure/layout.ts';
import { linkLadder } from '../structure/placed-links.ts';

/** Every container is an instance of one application. The property `replicas` of the application is the number of its containers. */
export const instanceOf = defineRelationship({
  type: 'INSTANCE_OF',
  columns: {},
  rows(graph) {
    const { instances, layout } = estateOf(graph);
    const sources = graph.nodes('Container').count;
    return joinLinks(
      graph,
      applicationLabels.map((label) => {
        const own = instances.segments.filter((segment) => segment.label === label);
        const cells = own.map((segment): Cell => {
          const { firstContainer, containers, firstRank, applications } = segment;
          const mostOf = (side: Side): number => (side === 'source' ? 1 : containers);
          const sizes = { rows: containers, sources: containers, targets: Math.min(applications, containers), mostOf };
          return {
            firstSource: firstContainer,
            firstTarget: firstRank,
            links: lazyLinks(sizes, () => linkLadder(segment.sizes)),
          };
        });
        const { count: targets, order } = layout(label);
        return {
          ...{ from: 'Container', to: label },
          links: renumberLinks(joinCells({ sources, targets, cells }), { targets: order }),
          write: () => {},
        };
      }),
    );
  },
});
