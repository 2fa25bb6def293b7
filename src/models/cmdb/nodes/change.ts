import { secondsPerDay } from '../../../model/calendar.ts';
import { datetime } from '../../../model/column/datetime.ts';
import { enumeration } from '../../../model/column/enumeration.ts';
import { optional } from '../../../model/column/optional.ts';
import { text } from '../../../model/column/text.ts';
import type { GraphContext } from '../../../model/definition.ts';
import { vocabulary } from '../../../model/vocabulary.ts';
import { ownerTeam, tabulateCells } from '../agreement.ts';
import { defineCiClass } from '../ci-class.ts';
import { ciColumns, operational, writeState } from '../configuration-item.ts';
import { domain } from '../structure/cells.ts';
import { estateOf } from '../structure/estate.ts';

const work = ['Deploy', 'Restart', 'Patch', 'Reconfigure', 'Resize', 'Migrate', 'Renew', 'Roll back'];
const plannedWork = [...work.slice(0, -1), 'Deploy']; // a change that is planned does not roll back
const kind = vocabulary('standard', 'normal', 'emergency');
const kindOfBits = (
  ['standard', 'standard', 'standard', 'standard', 'normal', 'normal', 'normal', 'emergency'] as const
).map(kind.code);
const standard = kind.code('standard');
const normal = kind.code('normal');
const emergency = kind.code('emergency');
const state = vocabulary('closed', 'implement', 'scheduled');
/** How a closed change ended, in the words of ServiceNow, and by five random bits: one in 32 fails. */
const closeCode = vocabulary('successful', 'successful with issues', 'unsuccessful');
const closeCodes = Array.from({ length: 32 }, (_, bits) =>
  closeCode.code(bits > 2 ? 'successful' : bits > 0 ? 'successful with issues' : 'unsuccessful'),
);
const risk = vocabulary('high', 'moderate', 'low');

/** Changes are planned from 60 days ago to 14 days ahead, and take up to eight hours. */
const [past, future, mostHours] = [60, 14, 8];

export const change = defineCiClass({
  label: 'Change',
  id: { prefix: 'chg', digits: 7 },
  columns: {
    ...ciColumns('Change', { name: text(60), csdmClass: 'change_request' }),
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
    const { environments, criticalities, teams, domains } = tabulateCells(estate.cells);
    const draws = graph.stream('Change/change');
    const startOf = createChangeStarts(graph);
    const now = graph.asOfDay * secondsPerDay;
    return (ordinal, cell) => {
      const at = layout.partOf(ordinal);
      const bits = draws.bits(ordinal);
      const start = startOf(ordinal);
      const end = start + 1_800 * (1 + ((bits >>> 6) % (2 * mostHours)));
      cell.id(ordinal);
      const isPlanned = start > now;
      const drawnKind = kindOfBits[(bits >>> 3) & 7]!;
      const ownKind = isPlanned && drawnKind === emergency ? normal : drawnKind;
      cell.name(
        `CHG${String(ordinal).padStart(7, '0')} ${(isPlanned ? plannedWork : work)[bits & 7]!} ${domain.word(domains[at]!)}`,
      );
      writeState(cell, {
        status: operational,
        criticality: criticalities[at]!,
        environment: environments[at]!,
      });
      cell.kind(ownKind);
      cell.state(state.code(end <= now ? 'closed' : isPlanned ? 'scheduled' : 'implement'));
      cell.closeCode(end <= now ? closeCodes[(bits >>> 12) & 31]! : null);
      cell.risk(ownKind === standard ? risk.code('low') : risk.codes[Math.min(criticalities[at]!, 2)]!);
      cell.ownerTeam(teams[at]!);
      cell.plannedStart(start);
      cell.plannedEnd(end);
    };
  },
});

/** Makes the function that gives the second in which a change is planned to start, at a quarter of an hour. */
export function createChangeStarts(graph: GraphContext): (change: number) => number {
  const starts = graph.stream('Change/plannedStart');
  const first = (graph.asOfDay - past) * secondsPerDay;
  return (change) => first + 900 * starts.below((past + future) * 96, change);
}
