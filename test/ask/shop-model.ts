import {
  commonWords,
  createFan,
  createModulo,
  defineModel,
  defineRelationship,
  exactly,
  link,
  node,
  phrase,
} from '../../src/model.ts';

const service = node('Service', {
  share: 2,
  columns: { name: phrase(commonWords, '-service') },
  rows: ({ draw }) => {
    const word = draw('name').any(commonWords);
    return (n, cell) => cell.name(word(n));
  },
});
const machine = node('Machine', { share: 2 });
const rack = node('Rack', { share: 1, prefix: 'r' });

const dependsOn = link('DEPENDS_ON', { from: service, to: service, out: exactly(2), tiers: 4 });

/** Services run on machines, each on two where there are two, and machines in racks. */
const runsOn = defineRelationship({
  type: 'RUNS_ON',
  columns: {},
  rows(graph) {
    const [services, machines, racks] = ['Service', 'Machine', 'Rack'].map((label) => graph.nodes(label));
    const onMachines = createFan({ sources: services!.count, targets: machines!.count, degrees: [2, 1] });
    const inRacks = createModulo({
      sources: racks!.count > 0 ? machines!.count : 0,
      targets: Math.max(1, racks!.count),
    });
    return {
      count: onMachines.rows + inRacks.rows,
      sections: [
        { from: 'Service', to: 'Machine', links: onMachines },
        { from: 'Machine', to: 'Rack', links: inRacks },
      ],
      row(n, cell) {
        const inner = n - onMachines.rows;
        if (inner < 0) cell.ends(services!.base + onMachines.source(n), machines!.base + onMachines.target(n));
        else cell.ends(machines!.base + inRacks.source(inner), racks!.base + inRacks.target(inner));
      },
    };
  },
});

/** A service needs one of its machines, and every second service on which it depends. */
export const shop = defineModel({
  name: 'shop',
  version: '1',
  nodes: [service, machine, rack],
  relationships: [dependsOn, runsOn],
  failures: () => [
    { type: 'RUNS_ON', from: 'Service', fails: 'source', needed: () => 1 },
    { type: 'RUNS_ON', from: 'Machine', to: 'Rack', fails: 'source' },
    { type: 'DEPENDS_ON', fails: 'source', isRequired: (_, target) => target % 2 === 0 },
  ],
  findNode: () => (name) => (name === 'Front door' ? { label: 'Service', number: 0 } : undefined),
});
