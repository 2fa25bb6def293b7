import type { Column } from '../../model/column/column.ts';
import { constant, enumeration } from '../../model/column/enumeration.ts';
import { identity } from '../../model/column/identity.ts';
import type { Cells } from '../../model/columns.ts';
import type { Code } from '../../model/vocabulary.ts';
import { type Criticality, criticality, type Environment, environment, type Status, status } from './words.ts';

/**
 * The columns that every CI starts with. `csdmClass` is its class in the CMDB of ServiceNow, which the Common Service Data Model (CSDM) uses.
 */
export function ciColumns<NameCell extends readonly unknown[]>(
  type: string,
  { name, csdmClass }: { readonly name: Column<NameCell, string>; readonly csdmClass: string },
) {
  return {
    id: identity(),
    name,
    type: constant(type),
    status: enumeration(status),
    criticality: enumeration(criticality),
    environment: enumeration(environment),
    csdmClass: constant(csdmClass),
  };
}

type StateCells = Omit<Cells<ReturnType<typeof ciColumns<[]>>>, 'id' | 'name'>;

/** The state of a CI. */
export interface State {
  readonly status: Code<Status>;
  readonly criticality: Code<Criticality>;
  readonly environment: Code<Environment>;
}

/** Writes the columns of `ciColumns` after the name. Classes with many CIs call each cell themselves. */
export function writeState(cell: StateCells, state: State): void {
  cell.type();
  cell.status(state.status);
  cell.criticality(state.criticality);
  cell.environment(state.environment);
  cell.csdmClass();
}

/** How many statuses a table has: a row looks one up by as many bits of a draw. */
export const statusMask = 0x3ff;

/** The status of what does not fail. */
export const operational = status.code('OPERATIONAL');
/** The status of what runs worse than it should. */
export const degraded = status.code('DEGRADED');
/** The statuses of what does not run. */
export const maintenance = status.code('MAINTENANCE');
export const down = status.code('DOWN');

/** Statuses of servers by 10 random bits, as all tables below. Those that do not run apply to one of about eight servers with them: to those of a failing group. */
export const statusesOfServers = tabulate({
  OPERATIONAL: 700,
  DEGRADED: 38,
  MAINTENANCE: 210,
  DOWN: 72,
  DECOMMISSIONING: 4,
});

/** Statuses of servers that are too old. */
export const statusesOfOldServers = tabulate({
  OPERATIONAL: 154,
  DEGRADED: 90,
  MAINTENANCE: 430,
  DOWN: 200,
  DECOMMISSIONING: 150,
});

/** Statuses of what runs on a host, as long as the host runs: most of its failures are those of the host. */
export const statusesOfGuests = tabulate({
  OPERATIONAL: 972,
  DEGRADED: 36,
  MAINTENANCE: 8,
  DOWN: 4,
  DECOMMISSIONING: 4,
});

/** Statuses of what is DOWN only because of what it needs: an application without enough containers, or a named service without its portal. */
export const statusesOfApplications = tabulate({
  OPERATIONAL: 972,
  DEGRADED: 40,
  MAINTENANCE: 8,
  DOWN: 0,
  DECOMMISSIONING: 4,
});

/** Statuses of containers, as long as their machine runs. One that is not needed any more is gone. */
export const statusesOfContainers = tabulate({
  OPERATIONAL: 976,
  DEGRADED: 36,
  MAINTENANCE: 0,
  DOWN: 12,
  DECOMMISSIONING: 0,
});

/** Statuses of what many others need, such as a switch. It is never down: what needs it would be, too. */
export const statusesOfShared = tabulate({
  OPERATIONAL: 948,
  DEGRADED: 48,
  MAINTENANCE: 24,
  DOWN: 0,
  DECOMMISSIONING: 4,
});

/** Repeats each word by its weight; the sum of the weights is 1,024. */
function tabulate(weights: Readonly<Record<Status, number>>): readonly Code<Status>[] {
  return status.codes.flatMap((code) => new Array<Code<Status>>(weights[status.word(code)]).fill(code));
}
