import type { GraphContext } from '../../model/definition.ts';
import { onceFor } from '../../model/once.ts';
import type { Code } from '../../model/vocabulary.ts';
import { listReleases, type Release, tabulateReleases } from './releases.ts';

/** Releases of operating systems, and the days from which they are available, by their makers. */
const families = {
  esxi: [
    ['VMware ESXi 6.7', '2018-04-17'],
    ['VMware ESXi 7.0', '2020-04-02'],
    ['VMware ESXi 8.0', '2022-10-11'],
  ],
  rhel: [
    ['RHEL 7', '2014-06-10'],
    ['RHEL 8', '2019-05-07'],
    ['RHEL 9', '2022-05-17'],
    ['RHEL 10', '2025-05-20'],
  ],
  oracle: [
    ['Oracle Linux 7', '2014-07-23'],
    ['Oracle Linux 8', '2019-07-18'],
    ['Oracle Linux 9', '2022-06-30'],
  ],
  ubuntu: [
    ['Ubuntu 18.04 LTS', '2018-04-26'],
    ['Ubuntu 20.04 LTS', '2020-04-23'],
    ['Ubuntu 22.04 LTS', '2022-04-21'],
    ['Ubuntu 24.04 LTS', '2024-04-25'],
  ],
  debian: [
    ['Debian 9', '2017-06-17'],
    ['Debian 10', '2019-07-06'],
    ['Debian 11', '2021-08-14'],
    ['Debian 12', '2023-06-10'],
    ['Debian 13', '2025-08-09'],
  ],
  sles: [
    ['SLES 12', '2014-10-27'],
    ['SLES 15', '2018-07-16'],
  ],
  photon: [
    ['Photon OS 3.0', '2019-02-07'],
    ['Photon OS 4.0', '2021-02-25'],
    ['Photon OS 5.0', '2023-05-01'],
  ],
  // Each release of OpenShift brings its own: 4.18 has Kubernetes 1.31, and so on.
  coreos: [
    ['RHCOS 4.18', '2025-02-25'],
    ['RHCOS 4.19', '2025-06-17'],
    ['RHCOS 4.20', '2025-10-21'],
  ],
  windows: [
    ['Windows Server 2016', '2016-10-12'],
    ['Windows Server 2019', '2018-11-13'],
    ['Windows Server 2022', '2021-08-18'],
    ['Windows Server 2025', '2024-11-01'],
  ],
} as const satisfies Record<string, readonly Release[]>;

/** A family of operating systems. */
export type OsFamily = keyof typeof families;

/** The hypervisors of the data centers, in turn. All hosts of a data center have the same one. KVM is a part of Linux, and Hyper-V one of Windows. */
export const hypervisors = ['esxi', 'esxi', 'rhel', 'esxi', 'windows', 'esxi', 'ubuntu', 'rhel'] as const;

/** A hypervisor, by its operating system. */
export type Hypervisor = (typeof hypervisors)[number];

/** The hypervisor of a data center. */
export function hypervisorOf(site: number): Hypervisor {
  return hypervisors[site % hypervisors.length]!;
}

/** The operating systems of servers and virtual machines. */
export const os = listReleases(...Object.values(families));

/** How many operating systems a choice has: a row takes one by four bits of a draw. */
export const osMask = 15;

/**
 * Makes the tables of a role: the first index is that of four random bits, the second an age in days. The weights are parts of 16. A machine has what
 * was new when it was made.
 */
export function tabulateOs(
  graph: GraphContext,
  weights: Readonly<Partial<Record<OsFamily, number>>>,
): readonly (readonly Code<string>[])[] {
  return Object.entries(weights).flatMap(([family, weight]) => {
    const table = tabulateFamily(graph, family as OsFamily); // a key of the record
    return new Array<readonly Code<string>[]>(weight).fill(table);
  });
}

/** All releases of a family, the oldest first. */
export function listFamily(family: OsFamily): readonly Code<string>[] {
  return families[family].map(([name]) => os.code(name));
}

/** The releases of a family, by `entryOf` of an age: what was new then. */
export function tabulateFamily(graph: GraphContext, family: OsFamily): readonly Code<string>[] {
  return tablesOf(graph)[family];
}

/** All roles share the tables of a graph: few small ones stay in the cache of the processor. */
const tablesOf = onceFor(({ asOfDay }: GraphContext) => {
  const tables = Object.entries(families).map(([family, releases]) => [
    family,
    tabulateReleases(os, releases, asOfDay),
  ]);
  return Object.fromEntries(tables) as Readonly<Record<OsFamily, readonly Code<string>[]>>; // the keys of `families`
});
