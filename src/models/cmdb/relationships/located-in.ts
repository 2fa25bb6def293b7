import { date } from '../../../model/column/date.ts';
import { defineRelationship } from '../../../model/definition.ts';
import { joinLinks } from '../../../model/link/join-links.ts';
import { createModulo } from '../../../model/link/modulo.ts';
import { agesOf } from '../ages.ts';

/** Every data center lies in one region since it was commissioned. The regions take turns. */
export const locatedIn = defineRelationship({
  type: 'LOCATED_IN',
  columns: { since: date() },
  rows(graph) {
    const centers = graph.nodes('DataCenter').count;
    const regions = graph.nodes('Region').count;
    const ages = agesOf(graph);
    const links = createModulo({ sources: regions > 0 ? centers : 0, targets: Math.max(1, regions) });
    return joinLinks(graph, [
      {
        from: 'DataCenter',
        to: 'Region',
        links,
        write: (cell, _row, center) => cell.since(graph.asOfDay - ages.ofSite(center)),
      },
    ]);
  },
});
