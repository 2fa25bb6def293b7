import { secondsPerDay } from '../../../model/calendar.ts';
import { datetime } from '../../../model/column/datetime.ts';
import { enumeration } from '../../../model/column/enumeration.ts';
import { optional } from '../../../model/column/optional.ts';
import { text } from '../../../model/column/text.ts';
import type { GraphContext } from '../../../model/definition.ts';
import { widenDigits } from '../../../model/readable-id.ts';
import { vocabulary } from '../../../model/vocabulary.ts';
import { ownerTeam, tabulateCells } from '../agreement.ts';
import { createStartsOfNames } from '../application.ts';
import { defineCiClass } from '../ci-class.ts';
import { ciColumns, operational, writeState } from '../configuration-item.ts';
import { createChangedLookup } from '../relationships/changes.ts';
import { estateOf } from '../structure/estate.ts';
import { environment } from '../words.ts';
import { createDatabaseNames } from './database.ts';
import { microserviceId, microserviceKind } from './microservice.ts';

/** What is done, by three bits. A change that is planned does not roll back. */
const work = {
  Microservice: ['Deploy', 'Restart', 'Patch', 'Reconfigure', 'Resize', 'Migrate', 'Upgrade', 'Roll back'],
  Database: ['Patch', 'Upgrade', 'Patch', 'Reconfigure', 'Resize', 'Migrate', 'Tune', 'Restart'],
} as const;
const plannedWork = { ...work, Microservice: work.Microservice.with(7, 'Deploy') } as const;
type Work = (typeof work)[keyof typeof work][number];

const kind = vocabulary('standard', 'normal', 'emergency');
const standard = kind.code('standard');
const normal = kind.code('normal');
const emergency = kind.code('emergency');
/** The kinds of routine work, by three bits. Other work is assessed each time, and a rollback cannot wait. */
const routine = [standard, standard, standard, standard, normal, normal, normal, emergency];
const [assessed, urgent] = [routine.map(() => normal), routine.map(() => emergency)];

/** The kinds that a change may have, and how many hours it takes at most. */
const plans: Readonly<Record<Work, readonly [kinds: typeof routine, mostHours: number]>> = {
  ...{ Deploy: [routine, 2], Restart: [routine, 1], Patch: [routine, 4], Reconfigure: [routine, 2] },
  ...{ Tune: [routine, 2], Resize: [assessed, 4], Migrate: [assessed, 8], Upgrade: [assessed, 8] },
  'Roll back': [urgent, 1],
};

const state = vocabulary('closed', 'implement', 'scheduled');
/** How a closed change ended, in the words of ServiceNow, and by its number: one in 32 fails, and two have issues. */
const closeCode = vocabulary('successful', 'successful with issues', 'unsuccessful');
const [unsuccessful, withIssues] = [11, [5, 24]];
const closeCodes = Array.from({ length: 32 }, (_, place) =>
  closeCode.code(
    place === unsuccessful ? 'unsuccessful' : withIssues.includes(place) ? 'successful with issues' : 'successful',
  ),
);
const production = environment.code('production');
const risk = vocabulary('high', 'moderate', 'low');

/** Changes are planned from a year ago to three weeks ahead, the more the nearer to now. */
const [past, future] = [365, 21];
/** So many of a hundred changes have begun. */
const begunParts = 85;

export const change = defineCiClass({
  label: 'Change',
  id: { prefix: 'chg', digits: 7 },
  columns: {
    ...ciColumns('Change', { name: text(80), csdmClass: 'change_request' }),
    kind: enumeration(kind),
    state: enumeration(state),
    closeCode: optional(enumeration(closeCode)),
    risk: enumeration(risk),
    ownerTeam: enumeration(ownerTeam),
    plannedStart: datetime(),
    plannedEnd: datetime(),
  },
  share: 150,
  precedence: 20,
  rows(graph) {
    const estate = estateOf(graph);
    const layout = estate.layout('Change');
    const { environments, criticalities, teams } = tabulateCells(estate.cells);
    const draws = graph.stream('Change/change');
    const startOf = createChangeStarts(graph);
    const findChanged = createChangedLookup(graph);
    const namesOf = createNamesOfChanged(graph);
    const now = graph.asOfDay * secondsPerDay;
    return (ordinal, cell) => {
      const at = layout.partOf(layout.rankOf(ordinal));
      const bits = draws.bits(ordinal);
      const start = startOf(ordinal);
      const isPlanned = start > now;
      const changed = findChanged(ordinal); // a tiny estate has no microservice
      const verb = (isPlanned ? plannedWork : work)[changed?.label ?? 'Microservice'][bits & 7]!;
      const [kinds, mostHours] = plans[verb];
      const drawnKind = kinds[(bits >>> 3) & 7]!;
      const isUrgent = drawnKind === emergency && !isPlanned && environments[at] === production;
      const ownKind = drawnKind === emergency && !isUrgent ? normal : drawnKind;
      const end = start + 1_800 * (1 + ((bits >>> 6) % (2 * mostHours)));
      const name = changed ? namesOf[changed.label](changed.number) : 'platform';
      cell.id(ordinal);
      cell.name(`CHG${String(ordinal).padStart(7, '0')} ${verb} ${name}`);
      writeState(cell, {
        status: operational,
        criticality: criticalities[at]!,
        environment: environments[at]!,
      });
      cell.kind(ownKind);
      cell.state(state.code(end <= now ? 'closed' : isPlanned ? 'scheduled' : 'implement'));
      cell.closeCode(end <= now ? closeCodes[ordinal % 32]! : null);
      // An emergency has at least a moderate risk.
      cell.risk(ownKind === standard ? risk.code('low') : risk.codes[Math.min(criticalities[at]!, isUrgent ? 1 : 2)]!);
      cell.ownerTeam(teams[at]!);
      cell.plannedStart(start);
      cell.plannedEnd(end);
    };
  },
});

/** Makes the functions that give the names of what changes are of, by numbers. */
function createNamesOfChanged(graph: GraphContext) {
  const startOf = createStartsOfNames(graph, microserviceKind);
  const { digits } = widenDigits(microserviceId, graph.scale + graph.dirty);
  return {
    Microservice: (service: number): string => `${startOf(service)}-${String(service).padStart(digits, '0')}`,
    Database: createDatabaseNames(graph),
  };
}

/**
 * Makes the function that gives the second in which a change is planned to start, at a quarter of an hour. It grows with the number: each has its
 * part of the time, which is the shorter the nearer it is to now.
 */
export function createChangeStarts(graph: GraphContext): (change: number) => number {
  const starts = graph.stream('Change/plannedStart');
  const { count } = graph.nodes('Change');
  const now = graph.asOfDay * secondsPerDay;
  return (change) => {
    const place = (100 * (change + starts.below(1_024, change) / 1_024)) / count;
    const distance = 1 - place / begunParts;
    const days = distance > 0 ? -past * distance * distance : (future * (place - begunParts)) / (100 - begunParts);
    return now + 900 * Math.floor(days * 96);
  };
}
