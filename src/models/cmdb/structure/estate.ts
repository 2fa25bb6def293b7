import type { GraphContext } from '../../../model/definition.ts';
import { once, onceFor } from '../../../model/once.ts';
import { type Addresses, createAddresses } from './addresses.ts';
import { type Cell, createCells } from './cells.ts';
import { type Clusters, createClusters } from './clusters.ts';
import { createDatabaseMachines, type DatabaseMachines } from './database-machines.ts';
import { createInstances, type Instances } from './instances.ts';
import { type CellLabel, createLayout, type Layout } from './layout.ts';
import { createMachines, type Machines } from './machines.ts';
import { countNamed } from './named-services.ts';
import { createServerTypes, type ServerTypes } from './server-types.ts';
import { createSites, type Sites } from './sites.ts';

/** The structure of an estate: what is where, and what belongs together. Each part is made when it is first asked. */
export interface Estate {
  readonly cells: readonly Cell[];
  /** How many business services have a fixed name and path: ten, or none in a small estate. They are the first ones of cells 1 to 10. */
  readonly named: number;
  layout(label: CellLabel): Layout;
  readonly sites: Sites;
  readonly serverTypes: ServerTypes;
  readonly machines: Machines;
  readonly addresses: Addresses;
  readonly instances: Instances;
  readonly databaseMachines: DatabaseMachines;
  readonly clusters: Clusters;
}

/** The structure of the estate that a graph is. All classes and relationship types of a graph share it. */
export const estateOf = onceFor(createEstate);

function createEstate(graph: GraphContext): Estate {
  const layouts = new Map<CellLabel, Layout>();
  const cells = createCells(graph.scale, graph.nodes('Microservice').count);
  const parts = {
    sites: once(() => createSites(graph)),
    serverTypes: once(() => createServerTypes(graph)),
    machines: once(() =>
      createMachines(graph, { types: estate.serverTypes, cells, databases: estate.layout('Database') }),
    ),
    addresses: once(() => createAddresses(estate.sites, graph.nodes('NetworkDevice').count)),
    instances: once(() => createInstances(graph, { cells, layoutOf: estate.layout, machines: estate.machines })),
    databaseMachines: once(() =>
      createDatabaseMachines({ cells, layout: estate.layout('Database'), machines: estate.machines }),
    ),
    clusters: once(() => createClusters(graph, estate)),
  };
  const estate: Estate = {
    cells,
    named: countNamed(graph.scale),
    layout(label) {
      const found = layouts.get(label) ?? createLayout(graph, label, cells);
      layouts.set(label, found);
      return found;
    },
    get sites() {
      return parts.sites();
    },
    get serverTypes() {
      return parts.serverTypes();
    },
    get machines() {
      return parts.machines();
    },
    get addresses() {
      return parts.addresses();
    },
    get instances() {
      return parts.instances();
    },
    get databaseMachines() {
      return parts.databaseMachines();
    },
    get clusters() {
      return parts.clusters();
    },
  };
  return estate;
}
