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
import { changeKind, createChangePlans } from '../change-plans.ts';
import { defineCiClass } from '../ci-class.ts';
import { ciColumns, operational, writeState } from '../configuration-item.ts';
import { estateOf } from '../structure/estate.ts';
import { createDatabaseNames } from './database.ts';
import { microserviceId, microserviceKind } from './microservice.ts';

const state = vocabulary('closed', 'implement', 'scheduled');
/** How a closed change ended, in the words of ServiceNow, and by its number: one in 32 fails, and two have issues. */
const closeCode = vocabulary('successful', 'successful with issues', 'unsuccessful');
const [unsuccessful, withIssues] = [11, [5, 24]];
const closeCodes = Array.from({ length: 32 }, (_, place) =>
  closeCode.code(
    place === unsuccessful ? 'unsuccessful' : withIssues.includes(place) ? 'successful with issues' : 'successful',
  ),
);
const risk = vocabulary('high', 'moderate', 'low');
const [standard, emergency] = [changeKind.code('standard'), changeKind.code('emergency')];

export const change = defineCiClass({
  label: 'Change',
  id: { prefix: 'chg', digits: 7 },
  columns: {
    ...ciColumns('Change', { name: text(80), csdmClass: 'change_request' }),
    kind: enumeration(changeKind),
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
    const { environments, criticalities, teams } = tabulateCells(estateOf(graph).cells);
    const { planOf } = createChangePlans(graph);
    const namesOf = createNamesOfChanged(graph);
    const now = graph.asOfDay * secondsPerDay;
    return (ordinal, cell) => {
      const { cell: at, changed, work, kind, start, end } = planOf(ordinal);
      const name = changed ? namesOf[changed.label](changed.number) : 'platform';
      cell.id(ordinal);
      cell.name(`CHG${String(ordinal).padStart(7, '0')} ${work} ${name}`);
      writeState(cell, {
        status: operational,
        criticality: criticalities[at]!,
        environment: environments[at]!,
      });
      cell.kind(kind);
      cell.state(state.code(end <= now ? 'closed' : start > now ? 'scheduled' : 'implement'));
      cell.closeCode(end <= now ? closeCodes[ordinal % 32]! : null);
      // An emergency has at least a moderate risk.
      const least = Math.min(criticalities[at]!, kind === emergency ? 1 : 2);
      cell.risk(kind === standard ? risk.code('low') : risk.codes[least]!);
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
