import { integer } from '../../../model/column/integer.ts';
import { defineRelationship, type RelationshipRows } from '../../../model/definition.ts';
import { createFanOut } from '../../../model/fan-out.ts';
import { joinSections } from '../../../model/section.ts';
import { serverTypes } from '../nodes/server.ts';
import { serverType } from '../words.ts';

const columns = { instance: integer() };

/** On which servers a class runs, and on how many. The degrees repeat over the ordinals of the class. */
const hosting = [
  { label: 'Database', type: 'DB', degrees: [1, 1, 1, 2] },
  { label: 'WebApplication', type: 'Web', degrees: [1, 2, 1, 1] },
  { label: 'APIService', type: 'App', degrees: [1, 1, 2, 1] },
  { label: 'Microservice', type: 'App', degrees: [1, 2, 1, 1, 1] },
  { label: 'BackgroundService', type: 'Compute', degrees: [1] },
  { label: 'MobileBackend', type: 'App', degrees: [2, 1] },
] as const;

/** Databases and applications run on servers of the matching type. The instances of each run on different servers. */
export const runsOn = defineRelationship({
  type: 'RUNS_ON',
  columns,
  rows(graph) {
    const servers = graph.nodes('Server');
    return joinSections(
      hosting.map(({ label, type, degrees }): RelationshipRows<typeof columns> => {
        const items = graph.nodes(label);
        const code = serverType.code(type);
        const hosts = serverTypes.count(code, servers.count);
        // With fewer hosts than instances only the first instance has a server of its own.
        const fanOut = createFanOut(hosts >= 2 ? degrees : [1], items.count);
        const first = graph.stream(`RUNS_ON/${label}`);
        return {
          count: hosts > 0 ? fanOut.rows : 0,
          row(ordinal, cell) {
            const item = fanOut.source(ordinal);
            const slot = fanOut.slot(ordinal);
            const host = (first.below(hosts, item) + slot) % hosts;
            cell.ends(items.base + item, servers.base + serverTypes.nth(code, host));
            cell.instance(slot + 1);
          },
        };
      }),
    );
  },
});
