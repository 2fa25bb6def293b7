import { integer } from '../../../model/column/integer.ts';
import { defineRelationship, type RelationshipRows } from '../../../model/definition.ts';
import { joinSections } from '../../../model/section.ts';
import { createNetwork } from '../network.ts';
import { createServerPlacement } from '../placement.ts';

const columns = { rack: integer(), rackUnit: integer() };

/** Every server and network device stands in one data center, which its property `datacenter` names. */
export const hostedIn = defineRelationship({
  type: 'HOSTED_IN',
  columns,
  rows(graph) {
    const centers = graph.nodes('DataCenter');
    const racks = graph.stream('HOSTED_IN/rack');
    const units = graph.stream('HOSTED_IN/rackUnit');
    const hosted = (label: string, placeIn: (ordinal: number) => number): RelationshipRows<typeof columns> => {
      const items = graph.nodes(label);
      return {
        count: centers.count > 0 ? items.count : 0,
        row(ordinal, cell) {
          const record = items.base + ordinal;
          cell.ends(record, centers.base + placeIn(ordinal));
          cell.rack(racks.between(1, 400, record));
          cell.rackUnit(units.between(1, 42, record));
        },
      };
    };
    return joinSections([
      hosted('NetworkDevice', createNetwork(graph).dataCenterOf),
      hosted('Server', createServerPlacement(graph)),
    ]);
  },
});
