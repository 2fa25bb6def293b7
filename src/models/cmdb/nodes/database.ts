import { secondsPerDay } from '../../../model/calendar.ts';
import { datetime } from '../../../model/column/datetime.ts';
import { enumeration } from '../../../model/column/enumeration.ts';
import { integer, long } from '../../../model/column/integer.ts';
import type { GraphContext } from '../../../model/definition.ts';
import { widenDigits } from '../../../model/readable-id.ts';
import type { Code } from '../../../model/vocabulary.ts';
import { type CellTables, ownerTeam, tabulateCells } from '../agreement.ts';
import { defineCiClass } from '../ci-class.ts';
import { componentName } from '../columns/component-name.ts';
import {
  ciColumns,
  degraded,
  down,
  maintenance,
  operational,
  statusesOfGuests,
  statusMask,
} from '../configuration-item.ts';
import {
  ageOfDatabase,
  countNeededMachines,
  csdmClass,
  databaseDraws,
  engine,
  nameWord,
  productOf,
  release,
  releaseOf,
} from '../database-engines.ts';
import { hostStatesOf, isUp } from '../host-states.ts';
import { createNaming, nameStart } from '../names.ts';
import { estateOf } from '../structure/estate.ts';
import { environment, type Status } from '../words.ts';

const redis = engine.code('Redis');
const gibibyte = 1_073_741_824;
/** The part of a draw that is a whole number of pages, less than a gibibyte. */
const pagesInGibibyte = 0x3fff_f000;
const production = environment.code('production');
/** Staging has half of the data of production, test an eighth and development a sixteenth, by the code of the environment. */
const sizeShifts = [0, 1, 3, 4];
/** Backups end between 20:00 and 05:00: in the four hours before midnight, which is now, or in the five of the night before. */
const [evening, night, daytime] = [4 * 3_600, 5 * 3_600, 15 * 3_600];
/** A database of production is in maintenance only with its machines. */
const statusesOfProduction = statusesOfGuests.map((own) => (own === maintenance ? operational : own));

/** The ids of databases. */
export const databaseId = { prefix: 'db', digits: 6 } as const;

export const database = defineCiClass({
  label: 'Database',
  id: databaseId,
  columns: {
    ...ciColumns('Database', { name: componentName(nameStart, nameWord), csdmClass: '' }),
    csdmClass: enumeration(csdmClass),
    engine: enumeration(engine),
    version: enumeration(release),
    port: integer(),
    ownerTeam: enumeration(ownerTeam),
    clusterSize: integer(),
    minUp: integer(),
    sizeBytes: long(),
    lastBackupAt: datetime(),
  },
  share: 450,
  precedence: 9,
  rows(graph) {
    const estate = estateOf(graph);
    const { databaseMachines } = estate;
    const layout = estate.layout('Database');
    const naming = createNaming(estate, layout);
    const { environments, criticalities, teams } = tabulateCells(estate.cells);
    const ownStatuses = tabulateStatuses(environments);
    const draws = graph.stream(databaseDraws);
    const sizes = graph.stream('Database/sizeBytes');
    const followMachines = createMachineRule(graph);
    const now = graph.asOfDay * secondsPerDay;
    return (ordinal, cell) => {
      const rank = layout.rankOf(ordinal);
      const at = layout.partOf(rank);
      const service = naming.serviceOf(rank, at);
      const bits = draws.bits(rank);
      const machines = databaseMachines.sizeOf(rank);
      const product = productOf(bits, service >= 0, machines);
      const needed = countNeededMachines(product, machines);
      cell.id(ordinal);
      if (service < 0) cell.name(naming.startOf(-1, at), product.word, ordinal);
      else cell.name(naming.startOf(service, at), nameWord.code('db'), null);
      cell.type();
      cell.status(followMachines(ownStatuses[at]![bits & statusMask]!, rank, { machines, needed }));
      cell.criticality(criticalities[at]!);
      cell.environment(environments[at]!);
      cell.csdmClass(product.csdmClass);
      cell.engine(product.engine);
      cell.version(releaseOf(product, ageOfDatabase(draws.bits(rank, 1))));
      cell.port(product.port);
      cell.ownerTeam(teams[at]!);
      cell.clusterSize(machines);
      cell.minUp(Math.min(needed, machines));
      const most = product.engine === redis ? 24 : 2_000; // what is in memory is smaller
      const gibibytes =
        Math.min(sizes.below(most, ordinal, 0), sizes.below(most, ordinal, 1)) >> sizeShifts[environments[at]!]!;
      cell.sizeBytes(gibibytes * gibibyte + 4_096 + (bits & pagesInGibibyte));
      const ago = 60 + ((bits >>> 2) % (evening + night - 60));
      cell.lastBackupAt(now - (ago < evening ? ago : ago + daytime));
    };
  },
});

/** Makes the function that gives the name of a database by its number. */
export function createDatabaseNames(graph: GraphContext): (database: number) => string {
  const estate = estateOf(graph);
  const layout = estate.layout('Database');
  const naming = createNaming(estate, layout);
  const draws = graph.stream(databaseDraws);
  const { digits } = widenDigits(databaseId, graph.scale + graph.dirty);
  return (number) => {
    const rank = layout.rankOf(number);
    const at = layout.partOf(rank);
    const service = naming.serviceOf(rank, at);
    const start = nameStart.word(naming.startOf(service, at));
    if (service >= 0) return `${start}-db`;
    const { word } = productOf(draws.bits(rank), false, estate.databaseMachines.sizeOf(rank));
    return `${start}-${nameWord.word(word)}-${String(number).padStart(digits, '0')}`;
  };
}

/** The statuses of databases by themselves, by the index of their cell. */
function tabulateStatuses(environments: CellTables['environments']) {
  return environments.map((where) => (where === production ? statusesOfProduction : statusesOfGuests));
}

/** Makes the function that gives the status of a database by its number. */
export function createDatabaseStatus(graph: GraphContext): (database: number) => Code<Status> {
  const estate = estateOf(graph);
  const layout = estate.layout('Database');
  const ownStatuses = tabulateStatuses(tabulateCells(estate.cells).environments);
  const draws = graph.stream(databaseDraws);
  const followMachines = createMachineRule(graph);
  const neededOf = createNeededMachines(graph);
  return (number) => {
    const rank = layout.rankOf(number);
    const own = ownStatuses[layout.partOf(rank)]![draws.bits(rank) & statusMask]!;
    return followMachines(own, rank, { machines: estate.databaseMachines.sizeOf(rank), needed: neededOf(rank) });
  };
}

/** Makes the function that says how many of its machines a database needs, by its rank. */
export function createNeededMachines(graph: GraphContext): (rank: number) => number {
  const { databaseMachines } = estateOf(graph);
  const draws = graph.stream(databaseDraws);
  return (rank) => {
    const machines = databaseMachines.sizeOf(rank);
    const isNamed = databaseMachines.named.includes(rank);
    return countNeededMachines(productOf(draws.bits(rank), isNamed, machines), machines);
  };
}

/** How many machines a database has, and how many of them it needs. */
interface MachineCounts {
  readonly machines: number;
  readonly needed: number;
}

/** Makes the function that turns the status of a database into that which it has with its machines: it fails where too few of them run, and a failed one degrades it. */
function createMachineRule(graph: GraphContext) {
  const { databaseMachines } = estateOf(graph);
  const states = hostStatesOf(graph);
  return (own: Code<Status>, rank: number, { machines, needed }: MachineCounts): Code<Status> => {
    if (machines === 0) return own;
    const first = databaseMachines.machineOf(rank);
    let [running, worst] = [0, operational];
    for (let machine = first; machine < first + machines; machine++) {
      const found = states.statusOfMachine(machine);
      if (isUp(found)) running++;
      else if (worst !== down) worst = found;
    }
    if (running < needed) return worst;
    return worst === down && own === operational ? degraded : own;
  };
}
