import { secondsPerDay } from '../../../model/calendar.ts';
import type { GraphContext } from '../../../model/definition.ts';
import { createWeightedDraw } from '../../../random/weighted.ts';
import type { MonitoredLabel } from '../criticality.ts';
import { createChangeStarts } from '../nodes/change.ts';
import { linkChanges } from '../relationships/changes.ts';
import { type EventTemplate, templates } from './templates.ts';

/** Events lie in the seven days before the as-of date. */
export const windowSeconds = 7 * secondsPerDay;

/** What an event is about. */
export interface Subject {
  /** The index of its template. */
  readonly template: number;
  readonly label: MonitoredLabel;
  /** The number of the CI in its class. */
  readonly number: number;
  /** When the change began that led to the event, in seconds; undefined for another event. */
  readonly changedAt?: number;
}

/** Makes the function that says what each event is about. */
export function createSubjects(graph: GraphContext): (ordinal: number) => Subject {
  const pickTemplate = createTemplateDraw(graph);
  const draws = graph.stream('Event/affectedCi');
  const findChanged = createChanged(graph);
  const rangesOf = templates.map(({ classes }) => classes.map((label) => ({ label, count: graph.nodes(label).count })));
  const totals = rangesOf.map((ranges) => ranges.reduce((sum, { count }) => sum + count, 0));
  return (ordinal) => {
    const template = pickTemplate(ordinal);
    const changed = templates[template]!.followsChanges ? findChanged(ordinal) : undefined;
    if (changed) return { template, label: 'Microservice', ...changed };
    let rest = draws.below(totals[template]!, ordinal);
    const { label } = rangesOf[template]!.find(({ count }) => {
      if (rest < count) return true;
      rest -= count;
      return false;
    })!;
    return { template, label, number: rest };
  };
}

/** One of so many events looks for a change in the window before it, among so many changes at most. */
const [eventsPerSearch, mostSearched] = [2, 12];

/** Makes the function that finds a microservice with a recent change for some events. */
function createChanged(graph: GraphContext) {
  const draws = graph.stream('Event/change');
  const { count } = graph.nodes('Change');
  const startOf = createChangeStarts(graph);
  const links = linkChanges(graph);
  const now = graph.asOfDay * secondsPerDay;
  return (ordinal: number): Pick<Subject, 'number' | 'changedAt'> | undefined => {
    if (count === 0 || !draws.chance(1, eventsPerSearch, ordinal)) return undefined;
    for (let draw = 1; draw <= mostSearched; draw++) {
      const change = draws.below(count, ordinal, draw);
      const changedAt = startOf(change);
      if (changedAt < now - windowSeconds || changedAt >= now) continue;
      for (const number of links.targetsOf(change)) return { number, changedAt };
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
