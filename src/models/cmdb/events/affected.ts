import { secondsPerDay } from '../../../model/calendar.ts';
import type { GraphContext } from '../../../model/definition.ts';
import type { Stream } from '../../../random/stream.ts';
import { createWeightedDraw } from '../../../random/weighted.ts';
import { createChangePlans } from '../change-plans.ts';
import type { MonitoredLabel } from '../criticality.ts';
import { createContainerStarts } from '../nodes/container.ts';
import { monitoredStatusesOf } from './statuses.ts';
import { type EventTemplate, templates } from './templates.ts';

/** Events lie in the seven days before the as-of date. */
const windowDays = 7;
export const windowSeconds = windowDays * secondsPerDay;

/** What an event is about. */
export interface Subject {
  /** The index of its template. */
  readonly template: number;
  readonly label: MonitoredLabel;
  /** The number of the CI in its class. */
  readonly number: number;
  /** When the change began that led to the event, in seconds; undefined for another event. */
  readonly changedAt?: number;
  /** How often a container was started again, and when it was last, in seconds; undefined for what does not say so. */
  readonly restarted?: { readonly times: number; readonly at: number };
}

type Found = Pick<Subject, 'label' | 'number'> & Partial<Subject>;

/** The template for an event whose own template finds no CI: one of servers, which every estate has. */
const fallback = 0;

/** Makes the function that says what each event is about. */
export function createSubjects(graph: GraphContext): (ordinal: number) => Subject {
  const pickTemplate = createTemplateDraw(graph);
  const draws = graph.stream('Event/affectedCi');
  const findChanged = createChanged(graph);
  const findRestarted = createRestarted(graph, draws);
  const { hasFailed, isDegraded } = monitoredStatusesOf(graph);
  const mayBeOpen = createOpenDraw(graph);
  const pickers = templates.map(({ classes }) => createPicker(graph, classes, draws));
  const findDown = (pick: Picker, ordinal: number): Found | undefined =>
    search(
      mostSearched,
      (draw) => pick(ordinal, draw),
      ({ label, number }) => hasFailed(label, number),
    );
  const findDegraded = (pick: Picker, ordinal: number): Found | undefined =>
    search(
      mostSearchedDegraded,
      (draw) => pick(ordinal, draw),
      ({ label, number }) => isDegraded(label, number),
    );
  const find = (template: number, ordinal: number): Found | undefined => {
    const { only, followsChanges, isOutage } = templates[template]!;
    const pick = pickers[template]!;
    if (only === 'down') return findDown(pick, ordinal);
    if (only === 'restarted') return findRestarted(ordinal);
    const picked = pick(ordinal, 0);
    const changed = followsChanges && picked.label === 'Microservice' ? findChanged(ordinal) : undefined;
    if (changed || isOutage || !mayBeOpen(ordinal)) return changed ?? picked;
    return findDegraded(pick, ordinal) ?? picked;
  };
  return (ordinal) => {
    const drawn = pickTemplate(ordinal);
    const found = find(drawn, ordinal);
    const template = found ? drawn : fallback;
    const subject = found ?? pickers[fallback]!(ordinal, 0);
    return { ...subject, template };
  };
}

/** The first of some draws that fits. */
function search(most: number, pick: (draw: number) => Found, fits: (found: Found) => boolean): Found | undefined {
  for (let draw = 1; draw <= most; draw++) {
    const found = pick(draw);
    if (fits(found)) return found;
  }
  return undefined;
}

/** So many of ten events are open, if their messages can still be true. */
const openParts = 3;

/** Makes the function that says whether an event may be open. Such an event is one of a CI that is DEGRADED, where one is found. */
export function createOpenDraw(graph: GraphContext): (ordinal: number) => boolean {
  const draws = graph.stream('Event/status');
  return (ordinal) => draws.chance(openParts, 10, ordinal);
}

type Picker = (ordinal: number, draw: number) => Found;

/** Makes the function that draws a CI of some classes. All their CIs are equally likely. */
function createPicker(graph: GraphContext, classes: EventTemplate['classes'], draws: Stream): Picker {
  const ranges = classes.map((label) => ({ label, count: graph.nodes(label).count }));
  const total = ranges.reduce((sum, { count }) => sum + count, 0);
  return (ordinal, draw) => {
    let rest = draws.below(total, ordinal, draw);
    const { label } = ranges.find(({ count }) => {
      if (rest < count) return true;
      rest -= count;
      return false;
    })!;
    return { label, number: rest };
  };
}

/** One of so many errors of microservices follows a change of the window, where there is one. */
const eventsPerChange = 2;
/** A change of a microservice is searched for among so many changes. */
const mostTried = 8;
/** A CI that is DOWN, or a container that was started again, is searched for among so many CIs at most. One of 140 hosts has failed by itself, so five of six searches find one. */
const mostSearched = 256;
/** A CI that is DEGRADED is searched for among so many. One of 26 is, so a third of the events are of other CIs. */
const mostSearchedDegraded = 26;

/** Makes the function that finds a microservice with a recent change for some events. */
function createChanged(graph: GraphContext) {
  const draws = graph.stream('Event/change');
  const { planOf, firstOn } = createChangePlans(graph);
  const now = graph.asOfDay * secondsPerDay;
  const [first, end] = [firstOn(graph.asOfDay - windowDays), firstOn(graph.asOfDay)];
  return (ordinal: number): Found | undefined => {
    if (first === end || !draws.chance(1, eventsPerChange, ordinal)) return undefined;
    for (let draw = 1; draw <= mostTried; draw++) {
      const { changed, start } = planOf(first + draws.below(end - first, ordinal, draw));
      if (changed?.label === 'Microservice' && start < now) return { ...changed, changedAt: start };
    }
    return undefined; // all these were changes of databases, or are still to come
  };
}

/** Makes the function that finds a container which was started again often enough. */
function createRestarted(graph: GraphContext, draws: Stream) {
  const { count } = graph.nodes('Container');
  const starts = createContainerStarts(graph);
  const [least] = templates.find(({ only }) => only === 'restarted')!.values;
  return (ordinal: number): Found | undefined => {
    for (let draw = 1; count > 0 && draw <= mostSearched; draw++) {
      const number = draws.below(count, ordinal, draw);
      const times = starts.restartsOf(number);
      if (times >= least) return { label: 'Container', number, restarted: { times, at: starts.startOf(number) } };
    }
    return undefined;
  };
}

// Small estates lack some classes. Their templates have no weight. Servers are never missing.
function createTemplateDraw(graph: GraphContext): (ordinal: number) => number {
  const isUsed = ({ classes }: EventTemplate): boolean => classes.some((label) => graph.nodes(label).count > 0);
  return createWeightedDraw(
    graph.stream('Event/template'),
    templates.map((template) => (isUsed(template) ? template.weight : 0)),
  );
}
