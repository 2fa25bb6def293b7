import type { GraphContext } from '../../model/definition.ts';
import type { FailureRule } from '../../model/failure.ts';
import { createNeededMachines } from './nodes/database.ts';
import { createRequirement } from './requirement.ts';
import { callingClasses } from './structure/call-list.ts';
import { estateOf } from './structure/estate.ts';
import { countNeeded } from './structure/instances.ts';
import { applicationLabels } from './structure/layout.ts';

/**
 * How failures spread. Redundancy: core devices have other ways to each other; a server needs one of its switches, and an application as many
 * containers as its property `minUp` says. A database needs as many machines as its `minUp` says. Without a replica, it
 * needs its array, too. Of dependencies, only those that are required carry a failure.
 */
export function failures(graph: GraphContext): readonly FailureRule[] {
  const estate = estateOf(graph);
  const { databaseMachines, instances, layout, sites } = estate;
  const { rankOf: rankOfDatabase } = layout('Database');
  const neededMachines = createNeededMachines(graph);
  const needed = () => 1;
  const { a, b } = sites.switches;
  const isRackSwitch = (device: number): boolean => device < a + b;
  return [
    { type: 'HOSTED_IN', fails: 'source' },
    { type: 'CONNECTS_TO', from: 'NetworkDevice', fails: 'source', isRequired: isRackSwitch },
    { type: 'CONNECTS_TO', from: 'Server', fails: 'source', needed },
    { type: 'RUNS_ON', from: 'VirtualMachine', fails: 'source' },
    { type: 'RUNS_ON', from: 'Container', fails: 'source' },
    {
      type: 'RUNS_ON',
      from: 'Database',
      fails: 'source',
      needed: (database) => neededMachines(rankOfDatabase(database)),
    },
    ...applicationLabels.map((label): FailureRule => {
      const { rankOf } = layout(label);
      return {
        ...{ type: 'INSTANCE_OF', to: label, fails: 'target' },
        needed: (application) => countNeeded(instances.sizeOf(label, rankOf(application))),
      };
    }),
    {
      type: 'STORED_ON',
      fails: 'source',
      isRequired: (database) => databaseMachines.sizeOf(rankOfDatabase(database)) < 2,
    },
    { type: 'SECURES', fails: 'target' },
    ...callingClasses.map(({ from, to }): FailureRule => {
      const isRequired = createRequirement(graph, from, to);
      return { type: 'DEPENDS_ON', from, to, fails: 'source', isRequired };
    }),
    { type: 'SUPPORTS', fails: 'target' },
  ];
}
