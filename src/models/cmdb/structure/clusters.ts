import type { GraphContext } from '../../../model/definition.ts';
import type { Adjacency } from '../../../model/link/adjacency.ts';
import { createFill, type Fill } from '../../../model/link/fill.ts';
import { findPart } from '../../../model/link/find-part.ts';
import { type Cell, joinCells } from '../../../model/link/join-cells.ts';
import { lazyLinks } from '../../../model/link/lazy-links.ts';
import { once } from '../../../model/once.ts';
import { environment } from '../words.ts';
import { weighEnvironments } from './cells.ts';
import type { Machines, Pool } from './machines.ts';
import type { ServerTypes } from './server-types.ts';
import { divide, type Shares } from './shares.ts';
import type { Sites } from './sites.ts';

/** The Kubernetes clusters of each environment: the parts. No cluster has machines of two sites. */
export interface Clusters extends Shares {
  /** The site of a cluster; undefined where the machines have none, in a tiny estate. */
  siteOf(cluster: number): number | undefined;
  /** Machines with their clusters. In a small estate, some sites have no cluster. */
  readonly machines: Adjacency;
  /** The cluster of a machine with its nodes; undefined for a machine without one. */
  nodesOf(machine: number): ClusterNodes | undefined;
}

/** The nodes of a cluster: the machines from `first` to the one before `end`. */
export interface ClusterNodes {
  readonly cluster: number;
  readonly first: number;
  readonly end: number;
}

/** What clusters are made of. */
interface ClusterParts {
  readonly machines: Machines;
  readonly serverTypes: ServerTypes;
  readonly sites: Sites;
}

/** The machines for containers of an environment that stand in one site. They follow each other. */
interface Group {
  readonly site: number | undefined;
  readonly first: number;
  readonly count: number;
}

/** A group with its clusters. */
interface ClusteredGroup extends Group {
  readonly firstCluster: number;
  readonly clusters: number;
  /** Its machines with its clusters, made when it is first asked: a large estate has thousands of groups. */
  readonly fill: () => Fill;
}

/** Divides the clusters of an estate among the environments, and those of an environment among its sites. */
export function createClusters(graph: GraphContext, estate: ClusterParts): Clusters {
  const { count } = graph.nodes('KubernetesCluster');
  const weights = weighEnvironments(graph.scale);
  const groupsOf = environment.codes.map((where) => listGroups(estate, where));
  const isEnough = count >= groupsOf.reduce((sum, groups) => sum + groups.length, 0);
  const shares = divide(count, weights, (where) => (isEnough ? Math.max(1, groupsOf[where]!.length) : 1));
  const blocks = groupsOf.flatMap((groups, where) => {
    const own = divide(
      shares.size(where),
      groups.map((group) => group.count),
      () => 1,
    );
    return groups.map((group, place) => ({
      ...group,
      firstCluster: shares.first(where) + own.first(place),
      clusters: own.size(place),
    }));
  });
  const used = blocks
    .filter(({ clusters }) => clusters > 0)
    .map(
      (block): ClusteredGroup => ({
        ...block,
        fill: once(() => createFill({ sources: block.count, targets: block.clusters })),
      }),
    );
  return {
    ...shares,
    siteOf: (cluster) =>
      used.length > 0 ? findPart(used, ({ firstCluster }) => firstCluster, cluster).site : undefined,
    nodesOf: (machine) => findNodes(used, machine),
    machines: linkMachines(used, { sources: graph.nodes('VirtualMachine').count, targets: count }),
  };
}

function findNodes(groups: readonly ClusteredGroup[], machine: number): ClusterNodes | undefined {
  if (groups.length === 0) return undefined;
  const { first, count, firstCluster, fill: fillOf } = findPart(groups, (group) => group.first, machine);
  if (machine < first || machine >= first + count) return undefined;
  const fill = fillOf();
  const cluster = fill.target(machine - first);
  return {
    cluster: firstCluster + cluster,
    first: first + fill.first(cluster),
    end: first + fill.first(cluster + 1),
  };
}

/** Most questions are not about clusters, so the links are made when they are first asked. */
function linkMachines(
  groups: readonly ClusteredGroup[],
  { sources, targets }: { readonly sources: number; readonly targets: number },
): Adjacency {
  const rows = groups.reduce((sum, group) => sum + group.count, 0);
  return lazyLinks({ rows, sources, targets }, () => {
    const cells = groups.map(
      ({ first, firstCluster, fill }): Cell => ({ firstSource: first, firstTarget: firstCluster, links: fill() }),
    );
    return joinCells({ sources, targets, cells });
  });
}

function listGroups(estate: ClusterParts, where: number): readonly Group[] {
  const { machines, sites } = estate;
  const pool = machines.pool('Compute', where);
  if (pool.count === 0) return [];
  if (machines.onServers.rows === 0 || sites.count === 0)
    return [{ site: undefined, first: pool.first, count: pool.count }];
  const groups: Group[] = [];
  let end = pool.first + pool.count;
  for (let site = sites.count - 1; site >= 0; site--) {
    const first = site === 0 ? pool.first : findFirst(estate, pool, sites.servers.first(sites.racks.first(site)));
    if (first < end) groups.push({ site, first, count: end - first });
    end = Math.min(end, first);
  }
  return groups.reverse();
}

/** The first machine of a pool on a server or one after it. The machines for containers are in the order of their servers. */
function findFirst({ serverTypes }: ClusterParts, pool: Pool, server: number): number {
  return pool.first + pool.placesBefore(serverTypes.countBefore('Compute', pool.environment, server));
}
