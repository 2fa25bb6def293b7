import { date } from '../../../model/column/date.ts';
import { defineRelationship } from '../../../model/definition.ts';
import { createCommissioning } from '../placement.ts';

/** Every data center lies in one region since it was commissioned. The regions take turns. */
export const locatedIn = defineRelationship({
  type: 'LOCATED_IN',
  columns: { since: date() },
  rows(graph) {
    const centers = graph.nodes('DataCenter');
    const regions = graph.nodes('Region');
    const commissionedOn = createCommissioning(graph);
    return {
      count: regions.count > 0 ? centers.count : 0,
      row(ordinal, cell) {
        cell.ends(centers.base + ordinal, regions.base + (ordinal % regions.count));
        cell.since(commissionedOn(ordinal));
      },
    };
  },
});
