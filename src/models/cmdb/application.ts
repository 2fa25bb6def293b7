import { secondsPerDay } from '../../model/calendar.ts';
import { date } from '../../model/column/date.ts';
import { datetime } from '../../model/column/datetime.ts';
import { decimal } from '../../model/column/decimal.ts';
import { enumeration, wordSet } from '../../model/column/enumeration.ts';
import { integer } from '../../model/column/integer.ts';
import { version } from '../../model/column/version.ts';
import type { Cells } from '../../model/columns.ts';
import type { GraphContext } from '../../model/definition.ts';
import type { Code, Vocabulary } from '../../model/vocabulary.ts';
import { hasCustomers, ownerTeam, tabulateCells } from './agreement.ts';
import { componentName } from './columns/component-name.ts';
import { ciColumns, statusesOfGuests, statusMask } from './configuration-item.ts';
import { followHost, hostStatesOf, isUp } from './host-states.ts';
import { type Components, createNaming, nameStart } from './names.ts';
import { type Cell, domain } from './structure/cells.ts';
import { estateOf } from './structure/estate.ts';
import { countNeeded } from './structure/instances.ts';
import type { ApplicationLabel } from './structure/layout.ts';
import { sizeOfRank } from './structure/sizes.ts';
import { environment, language, type Status, status, tag } from './words.ts';

/** What a class of applications is. */
export interface ApplicationKind {
  readonly label: ApplicationLabel;
  readonly csdmClass: string;
  /** What its components do, and all these words. */
  readonly components: Components;
  readonly words: Vocabulary<string>;
  /** Those of them that customers use, where the domain has any. */
  readonly publicComponents?: readonly string[];
  /** The component of the first application of a named service. */
  readonly named?: string;
  /** Parts of 16 of the applications. */
  readonly languages: Readonly<Partial<Record<(typeof language.words)[number], number>>>;
  /** The port of the first component; those of the others follow. */
  readonly firstPort: number;
  /** Requests a second for each container, at most. */
  readonly mostRequests: number;
}

/** The columns that the five classes of applications share. */
export function applicationColumns({ label, csdmClass, words }: ApplicationKind) {
  return {
    ...ciColumns(label, { name: componentName(nameStart, words), csdmClass }),
    version: version(),
    language: enumeration(language),
    ownerTeam: enumeration(ownerTeam),
    createdOn: date(),
    deployedAt: datetime(),
    requestsPerSecond: decimal(2),
    tags: wordSet(tag),
    replicas: integer(),
    minUp: integer(),
    port: integer(),
  };
}

type ApplicationCells = Cells<ReturnType<typeof applicationColumns>>;

/** Applications are deployed before the week in which their containers started, and made before that. */
const [latestDeployment, deploymentSeconds] = [7 * secondsPerDay, 83 * secondsPerDay];
const [youngest, ageDays] = [120, 2_800];

/** Writes the columns of `applicationColumns` for a class, and returns whether the application is public. */
export function createApplicationCells(graph: GraphContext, kind: ApplicationKind) {
  const { label, firstPort, mostRequests } = kind;
  const estate = estateOf(graph);
  const layout = estate.layout(label);
  const containersOf = createContainerLookup(graph, label);
  const naming = createNaming(estate, layout);
  const { environments, criticalities, teams, domains } = tabulateCells(estate.cells);
  const loads = environments.map((where) => (where === environment.code('production') ? 0 : 4)); // a sixteenth elsewhere
  const isOpenCell = estate.cells.map(isOpen);
  const isOpenComponent = kind.words.words.map((word) => kind.publicComponents?.includes(word) ?? false);
  const componentsOf = estate.cells.map((cell) => kind.components[cell.kind].map((word) => kind.words.code(word)));
  // The lower its rank, the more depend on what the platform has: the vault first, then the message bus.
  const firstOfPlatform = estate.cells.map((cell, index) => (cell.kind === 'platform' ? layout.first(index) : -1));
  const named = kind.named === undefined ? undefined : kind.words.code(kind.named);
  const languages = repeat(kind.languages);
  const draws = graph.stream(`${label}/application`);
  return (ordinal: number, cell: ApplicationCells): boolean => {
    const rank = layout.rankOf(ordinal);
    const at = layout.partOf(rank);
    const service = named === undefined ? -1 : naming.serviceOf(rank, at);
    const bits = draws.bits(ordinal, 0);
    const moreBits = draws.bits(ordinal, 1) >>> 1;
    const components = componentsOf[at]!;
    const start = firstOfPlatform[at]!;
    const choice = start < 0 ? bits >>> 10 : rank - start;
    const component = service < 0 ? components[choice % components.length]! : named!;
    const { replicas, most } = containersOf(rank, at);
    const isPublic = isOpenCell[at]! && isOpenComponent[component]!;
    const age = youngest + (moreBits % ageDays);
    cell.id(ordinal);
    cell.name(naming.startOf(service, at), component, service < 0 ? ordinal : null);
    cell.type();
    cell.status(followHost(statusesOfGuests[bits & statusMask]!, most));
    cell.criticality(criticalities[at]!);
    cell.environment(environments[at]!);
    cell.csdmClass();
    cell.version(1 + ((age / 500) | 0), (bits >>> 14) & 31, (bits >>> 19) & 15);
    cell.language(languages[(7 * component + 3 * domains[at]!) & 15]!); // the same for all with such a name
    cell.ownerTeam(teams[at]!);
    cell.createdOn(graph.asOfDay - age);
    cell.deployedAt(graph.asOfDay * secondsPerDay - latestDeployment - (moreBits % deploymentSeconds));
    cell.requestsPerSecond((replicas * (100 + ((bits >>> 3) % (100 * mostRequests)))) >>> loads[at]!);
    cell.tags((isPublic ? publicTags : otherTags)[(bits >>> 23) & (moreBits >>> 20) & 255]!);
    cell.replicas(replicas);
    cell.minUp(countNeeded(replicas));
    cell.port(firstPort + component);
    return isPublic;
  };
}

/** Customers use applications of production only. */
function isOpen({ environment: where, domain: of }: Cell): boolean {
  return where === environment.code('production') && hasCustomers(domain.word(of));
}

const bitOf = (word: (typeof tag.words)[number]): number => 1 << tag.code(word);
/** Sets of tags by eight bits: what is public is not internal, and only that. No set is empty. */
const publicTags = Array.from({ length: 256 }, (_, bits) => (bits & ~bitOf('internal')) | bitOf('public'));
const otherTags = Array.from({ length: 256 }, (_, bits) => bits & ~bitOf('public') || bitOf('monitored'));

const operational = status.code('OPERATIONAL');
const maintenance = status.code('MAINTENANCE');
const down = status.code('DOWN');

/** An application with more containers is never down because of them: half of them would have to fail at once. */
const mostWatched = 8;

/** Makes the function that looks at the containers of an application by its rank and cell: faster than `instances.sizeOf`, which finds the cell. */
function createContainerLookup(graph: GraphContext, label: ApplicationLabel) {
  const { cells, instances } = estateOf(graph);
  const states = hostStatesOf(graph);
  const segmentsOf = cells.map((_, cell) =>
    instances.segments.filter((segment) => segment.cell === cell && segment.label === label),
  );
  const found: { replicas: number; most: Code<Status> } = { replicas: 0, most: operational };
  return (rank: number, cell: number): Readonly<typeof found> => {
    const segments = segmentsOf[cell]!;
    let index = segments.length - 1;
    while (rank < segments[index]!.firstRank) index--;
    const { firstRank, firstContainer, sizes } = segments[index]!;
    found.replicas = sizeOfRank(sizes, rank - firstRank);
    found.most = operational;
    if (found.replicas === 0 || found.replicas > mostWatched) return found;
    const needed = countNeeded(found.replicas);
    let [running, alive] = [0, 0];
    const first = firstContainer + sizes.start(rank - firstRank);
    for (let container = first; running < needed && container < first + found.replicas; container++) {
      const own = states.statusOfContainer(container, cell);
      if (own !== down) alive++;
      if (isUp(own)) running++;
    }
    if (running < needed) found.most = alive < needed ? down : maintenance;
    return found;
  };
}

/** Languages by four bits; the sum of the weights is 16. */
function repeat(weights: ApplicationKind['languages']): readonly Code<(typeof language.words)[number]>[] {
  return language.codes.flatMap((code) => new Array<typeof code>(weights[language.word(code)] ?? 0).fill(code));
}
