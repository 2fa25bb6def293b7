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
import { createContainerLookup, statusOfDraw, streamOfApplications } from './application-states.ts';
import { componentName } from './columns/component-name.ts';
import { ciColumns } from './configuration-item.ts';
import { type Components, createNaming, nameStart } from './names.ts';
import { type Cell, type Domain, domain } from './structure/cells.ts';
import { type Estate, estateOf } from './structure/estate.ts';
import { countNeeded } from './structure/instances.ts';
import type { ApplicationLabel } from './structure/layout.ts';
import { createTags, tabulateRequiredTags } from './tags.ts';
import { environment, language, tag } from './words.ts';

/** What a class of applications is. */
export interface ApplicationKind {
  readonly label: ApplicationLabel;
  readonly csdmClass: string;
  /** What its components do, and all these words. */
  readonly components: Components;
  readonly words: Vocabulary<string>;
  /** Those of them that customers use, where the domain has any. */
  readonly publicComponents?: readonly string[];
  /** Whether a domain may have a component; by default, each may have all. */
  fits?(component: string, of: Domain): boolean;
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

/** Moves the languages of all components by so many places: the vault of the platform is written in Go. */
const vaultInGo = 12;

type ApplicationCells = Cells<ReturnType<typeof applicationColumns>>;

/** Applications are deployed before the week in which their containers started, and made before that. */
const [latestDeployment, deploymentDays] = [7, 83];
/** Seconds before midnight: production is deployed to from 20:00 to 24:00, and other environments from 07:00 to 17:00. */
const [eveningHours, officeHours] = [
  { latest: 0, seconds: 4 * 3_600 },
  { latest: 7 * 3_600, seconds: 10 * 3_600 },
];
const [youngest, ageDays] = [120, 2_800];

/** What `createApplicationCells` says of the application that it wrote. */
export interface WrittenApplication {
  /** Who uses it: those who test it, outside production. */
  readonly audience: 'customers' | 'staff' | 'testers';
  /** Hundredths of a request a second. */
  readonly load: number;
  /** What it does: the place of the word in `words` of its kind. */
  readonly component: number;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Writes the columns of `applicationColumns` for a class. Each row overwrites what the function returned for the one before. */
export function createApplicationCells(graph: GraphContext, kind: ApplicationKind) {
  const { label, firstPort, mostRequests } = kind;
  const estate = estateOf(graph);
  const layout = estate.layout(label);
  const containersOf = createContainerLookup(graph, label);
  const naming = createNaming(estate, layout);
  const tagsOf = createTags(estate.cells);
  const requiredTags = tabulateRequiredTags(estate.cells, kind.words.words);
  const { environments, criticalities, teams, domains } = tabulateCells(estate.cells);
  const production = environment.code('production');
  const loads = environments.map((where) => (where === production ? 0 : 4)); // a sixteenth elsewhere
  const hours = environments.map((where) => (where === production ? eveningHours : officeHours));
  const closedAudience = environments.map((where) => (where === production ? 'staff' : 'testers'));
  const { serviceOf, componentOf, isPublicIn } = createComponentChoice(estate, kind);
  const languages = repeat(kind.languages);
  const draws = streamOfApplications(graph, label);
  const written: Mutable<WrittenApplication> = { audience: 'staff', load: 0, component: 0 };
  return (ordinal: number, cell: ApplicationCells): WrittenApplication => {
    const rank = layout.rankOf(ordinal);
    const at = layout.partOf(rank);
    const bits = draws.bits(ordinal, 0);
    const moreBits = draws.bits(ordinal, 1) >>> 1;
    const service = serviceOf(rank, at);
    const component = componentOf(rank, at, bits);
    const { replicas, status: statusOfContainers } = containersOf(rank, at);
    const isPublic = isPublicIn(at, component);
    const age = youngest + (moreBits % ageDays);
    const load = (replicas * (100 + ((bits >>> 3) % (100 * mostRequests)))) >>> loads[at]!;
    cell.id(ordinal);
    cell.name(naming.startOf(service, at), component, service < 0 ? ordinal : null);
    cell.type();
    cell.status(statusOfDraw(bits, statusOfContainers));
    cell.criticality(criticalities[at]!);
    cell.environment(environments[at]!);
    cell.csdmClass();
    cell.version(1 + ((age / 500) | 0), (bits >>> 14) & 31, (bits >>> 19) & 15);
    cell.language(languages[(7 * component + 3 * domains[at]! + vaultInGo) & 15]!); // the same for all with such a name
    cell.ownerTeam(teams[at]!);
    cell.createdOn(graph.asOfDay - age);
    const { latest, seconds } = hours[at]!;
    const deploymentDay = graph.asOfDay - latestDeployment - (moreBits % deploymentDays);
    cell.deployedAt(deploymentDay * secondsPerDay - latest - 1 - ((moreBits >>> 8) % seconds));
    cell.requestsPerSecond(load);
    cell.tags(tagsOf(at, isPublic, age, (bits >>> 23) & (moreBits >>> 20) & 255) | requiredTags[at]![component]!);
    cell.replicas(replicas);
    cell.minUp(countNeeded(replicas));
    cell.port(firstPort + component);
    written.audience = isPublic ? 'customers' : closedAudience[at]!;
    written.load = load;
    written.component = component;
    return written;
  };
}

/** Makes the function that says whether customers use an application of a class, by its rank and cell. */
export function createPublicTest(graph: GraphContext, kind: ApplicationKind): (rank: number, at: number) => boolean {
  const estate = estateOf(graph);
  const layout = estate.layout(kind.label);
  const draws = streamOfApplications(graph, kind.label);
  const { componentOf, isPublicIn } = createComponentChoice(estate, kind);
  return (rank, at) => isPublicIn(at, componentOf(rank, at, draws.bits(layout.numberOf(rank))));
}

/** Makes the function that gives the name of an application of a class without named ones by its number, without the digits of its id. */
export function createStartsOfNames(graph: GraphContext, kind: ApplicationKind): (application: number) => string {
  const estate = estateOf(graph);
  const layout = estate.layout(kind.label);
  const draws = streamOfApplications(graph, kind.label);
  const { componentOf } = createComponentChoice(estate, kind);
  return (application) => {
    const rank = layout.rankOf(application);
    const at = layout.partOf(rank);
    const component = componentOf(rank, at, draws.bits(application));
    return `${domain.word(estate.cells[at]!.domain)}-${kind.words.words[component]!}`;
  };
}

/** What applications do, by their rank, cell and draw. */
function createComponentChoice(estate: Estate, kind: ApplicationKind) {
  const { words } = kind;
  const layout = estate.layout(kind.label);
  const naming = createNaming(estate, layout);
  const named = kind.named === undefined ? undefined : words.code(kind.named);
  const isOpenCell = estate.cells.map(isOpen);
  const isOpenComponent = words.words.map((word) => kind.publicComponents?.includes(word) ?? false);
  const componentsOf = estate.cells.map(({ kind: place, domain: of }) =>
    kind.components[place].filter((word) => kind.fits?.(word, domain.word(of)) ?? true).map(words.code),
  );
  // The lower its rank, the more depend on what the platform has: the vault first, then the message bus.
  const firstOfPlatform = estate.cells.map((cell, index) => (cell.kind === 'platform' ? layout.first(index) : -1));
  const serviceOf = (rank: number, at: number): number => (named === undefined ? -1 : naming.serviceOf(rank, at));
  return {
    /** The named service whose first application this is; −1 for another, and in a class without named ones. */
    serviceOf,
    componentOf(rank: number, at: number, bits: number) {
      if (named !== undefined && serviceOf(rank, at) >= 0) return named;
      const components = componentsOf[at]!;
      const start = firstOfPlatform[at]!;
      return components[(start < 0 ? bits >>> 10 : rank - start) % components.length]!;
    },
    isPublicIn: (at: number, component: number): boolean => isOpenCell[at]! && isOpenComponent[component]!,
  };
}

/** Whether customers use applications of a cell: in production only, and where the domain has customers. */
export function isOpen({ environment: where, domain: of }: Cell): boolean {
  return where === environment.code('production') && hasCustomers(domain.word(of));
}

/** Languages by four bits; the sum of the weights is 16. */
function repeat(weights: ApplicationKind['languages']): readonly Code<(typeof language.words)[number]>[] {
  return language.codes.flatMap((code) => new Array<typeof code>(weights[language.word(code)] ?? 0).fill(code));
}
