import type { GraphContext } from '../../model/definition.ts';
import type { NodeNumber } from '../../model/failure.ts';
import { cityCode, listSiteCodes, type SiteCode } from './cities.ts';
import { clusterNames } from './nodes/kubernetes-cluster.ts';
import { estateOf } from './structure/estate.ts';
import { type NamedService, namedServices, startOfNames } from './structure/named-services.ts';
import { type CoreKind, kindOfCore, placeOfCore } from './structure/network.ts';
import type { Sites } from './structure/sites.ts';
import { environment } from './words.ts';

/**
 * Finds a CI by a name that follows from its place: a named service, its application and its database, a data center by its code, a
 * rack, network devices, storage arrays, servers and virtual machines, and clusters by their environments. Upper and lower case are the same.
 */
export function findNode(graph: GraphContext): (name: string) => NodeNumber | undefined {
  const estate = estateOf(graph);
  return (text) => {
    const name = text.toLowerCase();
    const service = findService(name);
    if (service && service.index < estate.named) {
      const layout = estate.layout(service.label);
      return { label: service.label, number: layout.numberOf(layout.first(service.index + 1)) };
    }
    const cluster = findCluster(graph, name);
    if (cluster) return cluster;
    const [, code, kind = '', digits = ''] =
      /^([a-z]{3}\d+)(?:(-r|-(?:sw-a|sw-b|rtr|fw|lb|sto)-|[pstd][vcdb])(\d+))?$/.exec(name) ?? [];
    const center = listSiteCodes(graph).findIndex((site) => codeOf(site) === code);
    if (center < 0) return undefined;
    const leastDigits = kind.startsWith('-') ? 4 : 5;
    const isPadded = kind === '' || digits === String(Number(digits)).padStart(leastDigits, '0');
    return isPadded ? findPlaced(graph, { center, kind, number: Number(digits) }) : undefined;
  };
}

/** The names of the named services, with those of their applications and databases, and of the data centers. */
export function listNames(graph: GraphContext): readonly string[] {
  const services = namedServices.slice(0, estateOf(graph).named).flatMap((service) => namesOf(service));
  return [...services, ...listSiteCodes(graph).map(codeOf)];
}

function namesOf(service: NamedService): readonly string[] {
  const start = startOfNames(service);
  return [service.name, `${start}-portal`, `${start}-db`];
}

function codeOf({ city, number }: SiteCode): string {
  return `${cityCode.word(city)}${number}`;
}

/** A named service by its name or the names of its application or database, in lower case. */
function findService(name: string) {
  const index = namedServices.findIndex((service) => namesOf(service).some((known) => known.toLowerCase() === name));
  if (index < 0) return undefined;
  if (name.endsWith('-portal')) return { index, label: 'WebApplication' as const };
  return { index, label: name.endsWith('-db') ? ('Database' as const) : ('BusinessService' as const) };
}

/** A cluster by its environment and its number there: `k8s-prod-01`. */
function findCluster(graph: GraphContext, name: string): NodeNumber | undefined {
  const [, start, digits] = /^(.+)-(\d{2,})$/.exec(name) ?? [];
  const place = clusterNames.indexOf(start as (typeof clusterNames)[number]);
  if (place < 0 || digits !== String(Number(digits)).padStart(2, '0')) return undefined;
  const { clusters } = estateOf(graph);
  const part = Number(environment.codes[place]);
  const number = Number(digits);
  if (number < 1 || number > clusters.size(part)) return undefined;
  return { label: 'KubernetesCluster', number: clusters.first(part) + number - 1 };
}

interface Place {
  readonly center: number;
  /** `-r` for a rack, `-sw-a-` and the like for a network device, `-sto-` for a storage array, or the letters of an environment and a role; empty for the data center. */
  readonly kind: string;
  readonly number: number;
}

function findPlaced(graph: GraphContext, { center, kind, number }: Place): NodeNumber | undefined {
  if (kind === '') return { label: 'DataCenter', number: center };
  const { machines, serverTypes, sites } = estateOf(graph);
  if (kind.startsWith('-')) return findInSite(sites, { center, kind, number });
  const label = kind.endsWith('v') ? 'VirtualMachine' : 'Server';
  if (number >= graph.nodes(label).count) return undefined;
  if (label === 'VirtualMachine' && machines.onServers.rows === 0) return undefined;
  const server = label === 'Server' ? number : machines.serverOf(number);
  const role = label === 'Server' ? rolesOfTypes[serverTypes.typeOf(server)]! : 'v';
  const isThere = sites.siteOfServer(server) === center;
  return isThere && kind === `${letters[serverTypes.environmentOf(server)]!}${role}` ? { label, number } : undefined;
}

/** What has a number within its site, from 1. */
function findInSite(sites: Sites, { center, kind, number }: Place): NodeNumber | undefined {
  const { a, b, core } = sites.switches;
  const kindOfDevice = coreKinds[kind];
  const shares = kindOfDevice ? core : kind === '-sto-' ? sites.arrays : sites.racks;
  if (center >= sites.count || number < 1) return undefined;
  const own = kindOfDevice ? placeOfCore(sites, center, kindOfDevice, number) : number - 1;
  if (own >= shares.size(center)) return undefined;
  const place = shares.first(center) + own;
  if (kind === '-r') return { label: 'Rack', number: place };
  if (kind === '-sto-') return { label: 'StorageArray', number: place };
  if (kindOfDevice)
    return kindOfCore(sites, center, own) === kindOfDevice
      ? { label: 'NetworkDevice', number: a + b + place }
      : undefined;
  const isThere = place < (kind === '-sw-a-' ? a : b);
  return isThere ? { label: 'NetworkDevice', number: kind === '-sw-a-' ? place : a + place } : undefined;
}

const coreKinds: Readonly<Record<string, CoreKind>> = {
  '-rtr-': 'router',
  '-fw-': 'firewall',
  '-lb-': 'load balancer',
};

/** The letters of names, in the order of `environment` and of `serverType`. */
const letters = ['p', 's', 't', 'd'];
const rolesOfTypes = ['c', 'd', 'b'];
