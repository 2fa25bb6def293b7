import type { GraphContext } from '../../../model/definition.ts';
import type { Adjacency } from '../../../model/link/adjacency.ts';
import { createFill, type Fill } from '../../../model/link/fill.ts';
import { compareRanked, listBusiest } from '../../../model/link/find-busiest.ts';
import { linkOneTargetEach } from '../../../model/link/one-target-each.ts';
import { environment } from '../words.ts';
import { type Cell, weighEnvironments } from './cells.ts';
import type { Layout } from './layout.ts';
import { countNamed, namedServices } from './named-services.ts';
import { type ServerTypes, serverType } from './server-types.ts';
import { add, divide, type Shares } from './shares.ts';

/** So many slots for addresses has a server: the first is its own, the others are those of its virtual machines. */
export const slotsPerServer = 8;

/** Virtual machines for databases, or for containers, in one environment. They follow each other. */
export interface Pool {
  readonly environment: number;
  readonly role: 'Database' | 'Compute';
  /** The first machine and how many there are. */
  readonly first: number;
  readonly count: number;
  /** How many machines are on so many servers, the first of the pool. Machines of the role `Compute` are numbered in the order of their servers. */
  placesBefore(servers: number): number;
}

/** Which server each virtual machine runs on. */
export interface Machines {
  readonly pools: readonly Pool[];
  /** The pool of a machine. */
  poolOf(machine: number): Pool;
  /** The pool of an environment. */
  pool(role: Pool['role'], environment: number): Pool;
  /** How many machines at the start are those of the named services. */
  readonly named: number;
  /** The slot of a machine: its server × 8 plus its place there, from 1. */
  slotOf(machine: number): number;
  serverOf(machine: number): number;
  /** Whether a server has machines, and `test` holds for each of them; undefined for a server without machines. Allocates nothing. */
  everyOn(server: number, test: (machine: number) => boolean): boolean | undefined;
  /** The row of each machine with its server. */
  readonly onServers: Adjacency;
}

const roles = ['Database', 'Compute'] as const;

/** Parts of 1,000 of all machines that are for databases. */
const databaseParts = 300;
/**
 * How many machines a database has on average, in hundredths and by environment: nearly every one of production has a replica, a third in staging, and one
 * in nine elsewhere. By the weights of the environments that is 1.67: the machines for databases (30 % of 25 % of the CIs) for each database (4.5 %).
 */
const redundancy = [198, 132, 112, 112];

/** How many machines servers have, compared with each other. */
const serverSizes = [2, 1, 3, 2, 4, 1, 3, 2];

/** The named services have the machines of the first two database servers. */
const namedServers = 2;
const namedPerServer = namedServices.length / namedServers;

/** What decides where machines are and what they are for. */
interface MachineParts {
  readonly types: ServerTypes;
  readonly cells: readonly Cell[];
  readonly databases: Layout;
}

/** Binds the virtual machines of an estate to its servers. */
export function createMachines(graph: GraphContext, { types, cells, databases }: MachineParts): Machines {
  const { count: machines } = graph.nodes('VirtualMachine');
  const named = countNamed(graph.scale);
  const weights = weighPools(weighEnvironments(graph.scale), cells, databases);
  const shares = divide(machines, weights);
  const hosted = weights.map((_, index) => createPool(index, { shares, types, named }));
  let current = hosted[0]!; // machines of one pool follow each other
  const find = (machine: number): HostedPool => {
    if (machine < current.first || machine >= current.first + current.count) current = hosted[shares.partOf(machine)]!;
    return current;
  };
  const slotOf = (machine: number): number => find(machine).slotOf(machine);
  const serverOf = (machine: number): number => Math.floor(slotOf(machine) / slotsPerServer);
  const poolOfType = serverType.words.map((type) => (roles as readonly string[]).indexOf(type));
  const ofServer = (server: number): HostedPool | undefined => {
    const index = poolOfType[types.typeOf(server)]!;
    return index < 0 ? undefined : hosted[types.environmentOf(server) * roles.length + index];
  };
  const isHosted = hosted.every(({ servers, count }) => servers > 0 || count === 0);
  const machinesOn = (server: number): number => {
    const pool = ofServer(server);
    const place = types.placeOf(server);
    return pool ? pool.placesBefore(place + 1) - pool.placesBefore(place) : 0;
  };
  const onServers = linkOneTargetEach({
    sources: isHosted ? machines : 0,
    targets: graph.nodes('Server').count,
    targetOf: serverOf,
    *sourcesOf(server) {
      yield* ofServer(server)?.machinesOf(types.placeOf(server)) ?? [];
    },
    inDegree: machinesOn,
    most: slotsPerServer - 1,
  });
  return {
    pools: hosted,
    poolOf: find,
    pool: (role, where) => hosted[where * roles.length + roles.indexOf(role)]!,
    named,
    slotOf,
    serverOf,
    everyOn: (server, test) => (isHosted ? ofServer(server)?.everyOn(types.placeOf(server), test) : undefined),
    onServers: {
      ...onServers,
      /** The servers of all pools are mixed, and few have most machines, so each pool lists its own. */
      busiest(side, count) {
        if (side === 'source') return listBusiest(onServers, side, count);
        const servers = hosted.flatMap((pool) => pool.fullestServers(count));
        const found = servers.map((node) => ({ node, rows: machinesOn(node) })).sort(compareRanked);
        // Servers without machines may be in no pool.
        if (!found[count - 1]?.rows) return listBusiest(onServers, side, count);
        return found.slice(0, count).map(({ node }) => node);
      },
    },
  };
}

/** Weighs the machines for databases and those for containers of each environment, by how many databases it has. */
function weighPools(environments: readonly number[], cells: readonly Cell[], databases: Layout): readonly number[] {
  const wanted = redundancy.map((each, where) =>
    add(cells.map((cell, index) => (cell.environment === where ? each * databases.size(index) : 0))),
  );
  const [all, allWanted] = [add(environments), add(wanted)];
  return environments.flatMap((weight, where) => {
    const isAny = weight > 0 && allWanted > 0;
    const part = isAny ? Math.round(((databaseParts * wanted[where]!) / allWanted) * (all / weight)) : databaseParts;
    return [weight * part, weight * (1_000 - part)];
  });
}

/** A pool with the servers that it is on, numbered among those of its role and environment. */
interface HostedPool extends Pool {
  readonly servers: number;
  slotOf(machine: number): number;
  machinesOf(place: number): Generator<number, void>;
  /** So many of its servers with most machines, and the first servers. */
  fullestServers(count: number): readonly number[];
  /** `Machines.everyOn` by the place of a server. */
  everyOn(place: number, test: (machine: number) => boolean): boolean | undefined;
}

interface PoolParts {
  readonly shares: Shares;
  readonly types: ServerTypes;
  readonly named: number;
}

function createPool(index: number, { shares, types, named: namedOfAll }: PoolParts): HostedPool {
  const where = environment.codes[Math.floor(index / roles.length)]!;
  const role = roles[index % roles.length]!;
  const [first, count] = [shares.first(index), shares.size(index)];
  const servers = types.count(role, where);
  const named = index === 0 ? namedOfAll : 0;
  const [others, firstServer] = [count - named, named > 0 ? namedServers : 0];
  const options = { sources: others, targets: Math.max(0, servers - firstServer), sizes: serverSizes };
  const fill: Fill = createFill(options);
  const isSpread = role === 'Database' && where === environment.code('production');
  const fold = isSpread ? foldHalves(others) : noFold;
  const firstSlot = (server: number): number => types.nth(role, where, server) * slotsPerServer + 1;
  const cursor = createCursor(fill, firstSlot, firstServer);
  const cursors = [cursor, isSpread ? createCursor(fill, firstSlot, firstServer) : cursor] as const; // one for each half
  return {
    ...{ environment: where, role, first, count, servers },
    slotOf(machine) {
      const number = machine - first;
      if (number < named) return firstSlot(Math.floor(number / namedPerServer)) + (number % namedPerServer);
      return cursors[(number - named) % 2]!(fold.placeOf(number - named));
    },
    everyOn(place, test) {
      const isNamed = place < firstServer;
      const start = isNamed ? place * namedPerServer : fill.first(place - firstServer);
      const end = isNamed ? start + namedPerServer : fill.first(place - firstServer + 1);
      for (let at = start; at < end; at++) if (!test(first + (isNamed ? at : named + fold.numberAt(at)))) return false;
      return start < end ? true : undefined;
    },
    placesBefore: (server) =>
      server < firstServer ? server * namedPerServer : named + fill.first(server - firstServer),
    fullestServers(most) {
      const places = listBusiest(fill, 'target', most).map((place) => firstServer + place);
      for (let place = 0; place < firstServer; place++) places.push(place);
      return places.map((place) => types.nth(role, where, place));
    },
    *machinesOf(place) {
      if (place < firstServer) {
        for (let number = 0; number < namedPerServer; number++) yield first + place * namedPerServer + number;
        return;
      }
      for (const at of fill.sourcesOf(place - firstServer)) yield first + named + fold.numberAt(at);
    },
  };
}

/** Makes the function that finds the slot of a place. Neighbours are on one server or the next, so it remembers the last one. */
function createCursor(fill: Fill, firstSlot: (server: number) => number, firstServer: number) {
  let [server, first, end, slot] = [-1, 0, 0, 0];
  const moveTo = (place: number): void => {
    const isNext = place === end && fill.first(server + 2) > place;
    server = isNext ? server + 1 : fill.target(place);
    first = isNext ? end : fill.first(server);
    end = fill.first(server + 1);
    slot = firstSlot(firstServer + server);
  };
  return (place: number): number => {
    if (place < first || place >= end) moveTo(place);
    return slot + place - first;
  };
}

/** An order of machines over servers. */
interface Fold {
  placeOf(number: number): number;
  numberAt(place: number): number;
}

const noFold: Fold = { placeOf: (number) => number, numberAt: (place) => place };

/** Neighbours are on servers of the first and the second half in turn, so mostly at two sites. */
function foldHalves(count: number): Fold {
  const half = Math.ceil(count / 2);
  return {
    placeOf: (number) => (number % 2 === 0 ? number / 2 : half + (number - 1) / 2),
    numberAt: (place) => (place < half ? 2 * place : 2 * (place - half) + 1),
  };
}
