// What a Kubernetes cluster is: its distribution fits the hypervisor of its data center, and its nodes run what the distribution supports.
import type { GraphContext } from '../../model/definition.ts';
import { onceFor } from '../../model/once.ts';
import { type Code, vocabulary } from '../../model/vocabulary.ts';
import { type Hypervisor, hypervisorOf, listFamily, type OsFamily, osMask, tabulateOs } from './operating-systems.ts';
import { entryOf } from './releases.ts';
import { estateOf } from './structure/estate.ts';

export const distribution = vocabulary('OpenShift', 'Rancher RKE2', 'kubeadm', 'Tanzu');
export const kubernetesVersion = vocabulary('1.31', '1.32', '1.33', '1.34');

type Distribution = (typeof distribution.words)[number];

/** The distributions for a hypervisor, all equally likely. Tanzu is a part of vSphere, and OpenShift does not support Hyper-V. */
const distributions: Readonly<Record<Hypervisor, readonly Distribution[]>> = {
  esxi: ['OpenShift', 'Rancher RKE2', 'kubeadm', 'Tanzu'],
  rhel: ['OpenShift', 'OpenShift', 'Rancher RKE2', 'kubeadm'],
  ubuntu: ['OpenShift', 'Rancher RKE2', 'kubeadm', 'kubeadm'],
  windows: ['Rancher RKE2', 'Rancher RKE2', 'kubeadm', 'kubeadm'],
};

/** The operating systems of nodes, in parts of 16. */
const systems: Readonly<Record<Exclude<Distribution, 'OpenShift'>, Partial<Record<OsFamily, number>>>> = {
  'Rancher RKE2': { sles: 7, ubuntu: 5, rhel: 4 },
  kubeadm: { ubuntu: 11, debian: 5 },
  Tanzu: { photon: 12, ubuntu: 4 },
};

/** A node is replaced when its cluster gets a new version, so no node is older, in days. It has the operating system that was new then. */
export const oldestNode = 190;

/** What the nodes of a cluster have in common. */
export interface Platform {
  readonly distribution: Code<Distribution>;
  readonly version: Code<(typeof kubernetesVersion.words)[number]>;
  readonly os: Code<string>;
}

/** The platforms of the clusters of a graph, by their numbers. */
export const platformsOf = onceFor(createPlatforms);

/** The stream that decides what a cluster is. */
export const clusterDraws = 'KubernetesCluster/cluster';

function createPlatforms(graph: GraphContext): (cluster: number) => Platform {
  const { clusters } = estateOf(graph);
  const draws = graph.stream(clusterDraws);
  const entry = entryOf(oldestNode);
  const tables = {
    'Rancher RKE2': tabulateOs(graph, systems['Rancher RKE2']),
    kubeadm: tabulateOs(graph, systems.kubeadm),
    Tanzu: tabulateOs(graph, systems.Tanzu),
  };
  const coreOs = listFamily('coreos');
  return (cluster) => {
    const bits = draws.bits(cluster);
    const name = distributions[hypervisorOf(clusters.siteOf(cluster) ?? 0)][(bits >>> 10) & 3]!;
    const wanted = (bits >>> 12) & 3;
    // OpenShift and Tanzu follow Kubernetes by some months.
    const version = Math.min(wanted, name === 'OpenShift' || name === 'Tanzu' ? 2 : 3);
    return {
      distribution: distribution.code(name),
      version: kubernetesVersion.codes[version]!,
      os: name === 'OpenShift' ? coreOs[version]! : tables[name][(bits >>> 24) & osMask]![entry]!,
    };
  };
}
