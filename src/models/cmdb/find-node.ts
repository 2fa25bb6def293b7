import type { GraphContext } from '../../model/definition.ts';
import type { NodeNumber } from '../../model/failure.ts';
import { cityCode, listSiteCodes } from './cities.ts';
import { estateOf } from './structure/estate.ts';
import { namedServices, startOfNames } from './structure/named-services.ts';

/**
 * Finds a CI by a name that follows from its place: a named service, its application and its database, a data center by its code, a
 * rack and its switches, and servers and virtual machines. Others are found by their ids.
 */
export function findNode(graph: GraphContext): (name: string) => NodeNumber | undefined {
  const estate = estateOf(graph);
  return (name) => {
    const service = findService(name);
    if (service && service.index < estate.named) {
      const layout = estate.layout(service.label);
      return { label: service.label, number: layout.numberOf(layout.first(service.index + 1)) };
    }
    const [, code, kind = '', digits = ''] =
      /^([a-z]{3}\d+)(?:(-r|-sw-a-|-sw-b-|[pstd][vcdb])(\d+))?$/.exec(name) ?? [];
    const center = listSiteCodes(graph).findIndex(({ city, number }) => `${cityCode.word(city)}${number}` === code);
    if (center < 0) return undefined;
    const leastDigits = kind.startsWith('-') ? 4 : 5;
    const isPadded = kind === '' || digits === String(Number(digits)).padStart(leastDigits, '0');
    return isPadded ? findPlaced(graph, { center, kind, number: Number(digits) }) : undefined;
  };
}

/** A named service by its name or the names of its application or database. */
function findService(name: string) {
  const index = namedServices.findIndex((service) => {
    const start = startOfNames(service);
    return name === service.name || name === `${start}-portal` || name === `${start}-db`;
  });
  if (index < 0) return undefined;
  if (name.endsWith('-portal')) return { index, label: 'WebApplication' as const };
  return { index, label: name.endsWith('-db') ? ('Database' as const) : ('BusinessService' as const) };
}

interface Place {
  readonly center: number;
  /** `-r` for a rack, `-sw-a-` or `-sw-b-` for a switch, or the letters of an environment and a role; empty for the data center. */
  readonly kind: string;
  readonly number: number;
}

function findPlaced(graph: GraphContext, { center, kind, number }: Place): NodeNumber | undefined {
  if (kind === '') return { label: 'DataCenter', number: center };
  const { sites } = estateOf(graph);
  if (kind.startsWith('-')) {
    if (center >= sites.count || number < 1 || number > sites.racks.size(center)) return undefined;
    const rack = sites.racks.first(center) + number - 1;
    if (kind === '-r') return { label: 'Rack', number: rack };
    const { a, b } = sites.switches;
    const device = kind === '-sw-a-' ? rack : a + rack;
    return device < a + b ? { label: 'NetworkDevice', number: device } : undefined;
  }
  const { machines, serverTypes } = estateOf(graph);
  const label = kind.endsWith('v') ? 'VirtualMachine' : 'Server';
  if (number >= graph.nodes(label).count) return undefined;
  if (label === 'VirtualMachine' && machines.onServers.rows === 0) return undefined;
  const server = label === 'Server' ? number : machines.serverOf(number);
  const role = label === 'Server' ? rolesOfTypes[serverTypes.typeOf(server)]! : 'v';
  const isThere = sites.siteOfServer(server) === center;
  return isThere && kind === `${letters[serverTypes.environmentOf(server)]!}${role}` ? { label, number } : undefined;
}

/** The letters of names, in the order of `environment` and of `serverType`. */
const letters = ['p', 's', 't', 'd'];
const rolesOfTypes = ['c', 'd', 'b'];
