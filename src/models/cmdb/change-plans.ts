// What each change does, and when. Changes are numbered by the working day on which they start. The hour follows from the environment.
import { secondsPerDay } from '../../model/calendar.ts';
import type { GraphContext } from '../../model/definition.ts';
import { findFirst } from '../../model/find-first.ts';
import { type Code, vocabulary } from '../../model/vocabulary.ts';
import { type Changed, createChangedLookup } from './relationships/changes.ts';
import { estateOf } from './structure/estate.ts';
import { environment } from './words.ts';

/** What is done, by three bits. A change that is planned does not roll back. */
const work = {
  Microservice: ['Deploy', 'Restart', 'Patch', 'Reconfigure', 'Resize', 'Migrate', 'Upgrade', 'Roll back'],
  Database: ['Patch', 'Upgrade', 'Patch', 'Reconfigure', 'Resize', 'Migrate', 'Tune', 'Restart'],
} as const;
const plannedWork = { ...work, Microservice: work.Microservice.with(7, 'Deploy') } as const;
type Work = (typeof work)[keyof typeof work][number];

/** How a change is approved. */
export const changeKind = vocabulary('standard', 'normal', 'emergency');
const standard = changeKind.code('standard');
const normal = changeKind.code('normal');
const emergency = changeKind.code('emergency');
/** The kinds of routine work, by three bits. Other work is assessed each time, and a rollback cannot wait. */
const routine = [standard, standard, standard, standard, normal, normal, normal, emergency];
const [assessed, urgent] = [routine.map(() => normal), routine.map(() => emergency)];

/** The kinds that a change may have, and how many hours it takes at most. */
const efforts: Readonly<Record<Work, readonly [kinds: typeof routine, mostHours: number]>> = {
  ...{ Deploy: [routine, 2], Restart: [routine, 1], Patch: [routine, 4], Reconfigure: [routine, 2] },
  ...{ Tune: [routine, 2], Resize: [assessed, 4], Migrate: [assessed, 8], Upgrade: [assessed, 8] },
  'Roll back': [urgent, 1],
};

/** Hours (UTC) in which changes are made. They begin on a working day at `first`, and last `onDays` hours, or `onFridays` from a Friday on. */
interface Hours {
  readonly first: number;
  readonly onDays: number;
  readonly onFridays: number;
}

/** Production changes from 20:00 to 05:00 and at weekends, what others use from 07:00 to 17:00, and an emergency has all hours. */
const maintenanceHours: Hours = { first: 20, onDays: 9, onFridays: 57 };
const officeHours: Hours = { first: 7, onDays: 10, onFridays: 10 };
const allHours: Hours = { first: 6, onDays: 24, onFridays: 72 };

const production = environment.code('production');
/** 1970-01-01 was a Thursday: three days after a Monday. */
const daysSinceMonday = 3;
const [workingDays, friday] = [5, 4];

/** Changes are planned from a year ago to three weeks ahead, the more the nearer to now. */
const [past, future] = [365, 21];
/** So many of a hundred changes have begun. */
const begunParts = 85;

/** What a change does, and when. */
export interface ChangePlan {
  /** The index of the cell of the change. */
  cell: number;
  /** What it changes; undefined in a tiny estate, which has no microservice. */
  changed: Readonly<Changed> | undefined;
  work: Work;
  kind: Code<(typeof changeKind.words)[number]>;
  /** When it starts and ends, in seconds since 1970. */
  start: number;
  end: number;
}

/** The plans of the changes of an estate. */
export interface ChangePlans {
  /** The plan of a change. It always returns the same object, which the next call overwrites. */
  planOf(change: number): Readonly<ChangePlan>;
  /** The first change whose working day is `day` (days since 1970) or later; the number of changes where no such change exists. */
  firstOn(day: number): number;
}

/** Makes the functions that plan the changes of an estate. */
export function createChangePlans(graph: GraphContext): ChangePlans {
  const { cells, layout } = estateOf(graph);
  const { rankOf, partOf } = layout('Change');
  const draws = graph.stream('Change/change');
  const findChanged = createChangedLookup(graph);
  const workingDayOf = createWorkingDays(graph);
  const now = graph.asOfDay * secondsPerDay;
  const plan: ChangePlan = { cell: 0, changed: undefined, work: 'Deploy', kind: normal, start: 0, end: 0 };
  return {
    planOf(change) {
      plan.cell = partOf(rankOf(change));
      plan.changed = findChanged(change);
      const label = plan.changed?.label ?? 'Microservice';
      const bits = draws.bits(change);
      const day = workingDayOf(change);
      const isProduction = cells[plan.cell]!.environment === production;
      const planned = plannedWork[label][bits & 7]!;
      const hours = isProduction ? maintenanceHours : officeHours;
      plan.start = startIn(hours, { day, mostHours: efforts[planned][1], draw: bits >>> 10 });
      const hasBegun = plan.start <= now;
      plan.work = hasBegun ? work[label][bits & 7]! : planned;
      const [kinds, mostHours] = efforts[plan.work];
      plan.kind = kinds[(bits >>> 3) & 7]!;
      if (plan.kind === emergency && !(hasBegun && isProduction)) plan.kind = normal;
      if (plan.kind === emergency) {
        const start = startIn(allHours, { day, mostHours: 0, draw: bits >>> 10 });
        if (start <= now) plan.start = start; // else it keeps its start in the maintenance hours
      }
      plan.end = plan.start + 1_800 * (1 + ((bits >>> 6) % (2 * mostHours)));
      return plan;
    },
    firstOn: (day) => findFirst(graph.nodes('Change').count, (change) => dateOf(workingDayOf(change)) >= day),
  };
}

/** When a change starts, in seconds: at an hour or a half, so that it ends within the hours. */
function startIn(
  { first, onDays, onFridays }: Hours,
  { day, mostHours, draw }: { readonly day: number; readonly mostHours: number; readonly draw: number },
): number {
  const hours = (weekdayOf(day) === friday ? onFridays : onDays) - mostHours;
  return dateOf(day) * secondsPerDay + first * 3_600 + 1_800 * (draw % (2 * hours));
}

/** The date of a working day, in days since 1970. */
function dateOf(workingDay: number): number {
  return 7 * Math.floor(workingDay / workingDays) + weekdayOf(workingDay) - daysSinceMonday;
}

/** The weekday of a working day: 0 for a Monday. */
function weekdayOf(workingDay: number): number {
  return workingDay - workingDays * Math.floor(workingDay / workingDays);
}

/**
 * Makes the function that gives the working day of a change, counted from a Monday. It never falls while the numbers grow: each change has its part of
 * the time, which is the shorter the nearer it is to now.
 */
function createWorkingDays(graph: GraphContext): (change: number) => number {
  const starts = graph.stream('Change/plannedStart');
  const { count } = graph.nodes('Change');
  const today = graph.asOfDay + daysSinceMonday;
  return (change) => {
    const place = (100 * (change + starts.below(1_024, change) / 1_024)) / count;
    const distance = 1 - place / begunParts;
    const days = distance > 0 ? -past * distance * distance : (future * (place - begunParts)) / (100 - begunParts);
    return Math.floor(((today + days) * workingDays) / 7);
  };
}
