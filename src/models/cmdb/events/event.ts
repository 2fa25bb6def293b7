import { secondsPerDay } from '../../../model/calendar.ts';
import { datetime } from '../../../model/column/datetime.ts';
import { decimal } from '../../../model/column/decimal.ts';
import { enumeration } from '../../../model/column/enumeration.ts';
import { anyReference, identity } from '../../../model/column/identity.ts';
import { optional } from '../../../model/column/optional.ts';
import { text } from '../../../model/column/text.ts';
import { defineNode, type GraphContext } from '../../../model/definition.ts';
import type { EventDefinition } from '../../../model/model.ts';
import { type Code, vocabulary } from '../../../model/vocabulary.ts';
import { degraded, down } from '../configuration-item.ts';
import { createCriticalities } from '../criticality.ts';
import { isUp } from '../host-states.ts';
import type { Criticality } from '../words.ts';
import { createOpenDraw, createSubjects, type Subject, windowSeconds } from './affected.ts';
import { monitoredStatusesOf } from './statuses.ts';
import { type EventTemplate, templates } from './templates.ts';

const eventType = vocabulary(...templates.map(({ type }) => type));
const source = vocabulary(...new Set(templates.map((template) => template.source)));
const severity = vocabulary('CRITICAL', 'MAJOR', 'MINOR', 'WARNING', 'INFO');
const eventStatus = vocabulary('OPEN', 'RESOLVED');

const event = defineNode({
  label: 'Event',
  id: { prefix: 'evt', digits: 7 },
  columns: {
    id: identity(),
    type: enumeration(eventType),
    source: enumeration(source),
    severity: enumeration(severity),
    status: enumeration(eventStatus),
    message: text(120),
    timestamp: datetime(),
    resolvedAt: optional(datetime()),
    correlationScore: decimal(3),
    affectedCi: anyReference(),
    metadata: text(200),
  },
  count: countEvents,
  rows(graph) {
    const findSubject = createSubjects(graph);
    const criticalities = createCriticalities(graph);
    const measurements = graph.stream('Event/measure');
    const timesOf = createTimes(graph);
    const scores = graph.stream('Event/correlationScore');
    return (ordinal, cell) => {
      const subject = findSubject(ordinal);
      const { template: index, label, number, restarted } = subject;
      const { metric, values, levels, wordings, ...template } = templates[index]!;
      const [threshold, most] = values;
      const value = Math.min(
        restarted?.times ?? most,
        ...[0, 1].map((draw) => measurements.between(threshold, most, ordinal, draw)),
      );
      const draw = (first: number, last: number): number => measurements.between(first, last, ordinal, 2);
      const severityCode = judge(value, levels, criticalities[label](number));
      const { timestamp, resolvedAt } = timesOf(ordinal, { ...subject, severityCode }, template.openHours(value, draw));
      cell.id(ordinal);
      cell.type(eventType.codes[index]!);
      cell.source(source.code(template.source));
      cell.severity(severity.codes[severityCode]!);
      cell.status(eventStatus.code(resolvedAt === null ? 'OPEN' : 'RESOLVED'));
      cell.message(wordings[measurements.below(wordings.length, ordinal, 3)]!(value, draw));
      cell.timestamp(timestamp);
      cell.resolvedAt(resolvedAt);
      cell.correlationScore(scores.between(0, 1_000, ordinal));
      cell.affectedCi(graph.nodes(label).base + number);
      cell.metadata(
        JSON.stringify({ metric, value, threshold, collector: `collector-${measurements.below(16, ordinal, 9)}` }),
      );
    };
  },
});

/** What an event is about, and how severe it is. */
interface JudgedSubject extends Subject {
  readonly severityCode: number;
}

const critical = severity.code('CRITICAL');

/** A change leads to events within so many hours. */
export const effectHours = 4;
/** An event is resolved within so many seconds. */
const mostSeconds = 4 * 3_600;
/** A container that was started again is reported in so many seconds. */
const reportSeconds = 60;

/**
 * Makes the function that says when an event happened, and when it was resolved: null for an open one. An event is open only as long as its message can
 * be true. The only open events of a CI that is DOWN are those that say so. An open event that is CRITICAL is one of a CI that is DOWN or DEGRADED.
 */
function createTimes(graph: GraphContext) {
  const ages = graph.stream('Event/timestamp');
  const resolution = graph.stream('Event/status');
  const isOpenDrawn = createOpenDraw(graph);
  const { statusOf } = monitoredStatusesOf(graph);
  const now = graph.asOfDay * secondsPerDay;
  const isStillTrue = ({ label, number, severityCode }: JudgedSubject): boolean => {
    const state = statusOf(label, number);
    return state === degraded || (isUp(state) && severityCode !== critical);
  };
  return (ordinal: number, subject: JudgedSubject, openHours: number) => {
    const { template, label, number, changedAt, restarted } = subject;
    const isOutage = templates[template]!.isOutage ?? false;
    const mayBeOpen = isOutage ? statusOf(label, number) === down : isOpenDrawn(ordinal) && isStillTrue(subject);
    const openSince = Math.max(now - 3_600 * openHours, now - windowSeconds);
    const [first, last] = spanOf(changedAt, restarted?.at) ?? [mayBeOpen ? openSince : now - windowSeconds, now];
    const timestamp = ages.between(first, Math.min(last, now - 1), ordinal);
    if (mayBeOpen && timestamp >= openSince) return { timestamp, resolvedAt: null };
    return {
      timestamp,
      resolvedAt: timestamp + resolution.between(0, Math.min(now - timestamp, mostSeconds), ordinal, 1),
    };
  };
}

/** When an event that follows a change or a restart happens, from the first to the last second; undefined for any other. */
function spanOf(changedAt: number | undefined, restartedAt: number | undefined): readonly [number, number] | undefined {
  if (changedAt !== undefined) return [changedAt, changedAt + effectHours * 3_600];
  return restartedAt === undefined ? undefined : [restartedAt, restartedAt + reportSeconds];
}

/** The monitoring events of the estate: `(:Event)-[:AFFECTS]->(:ConfigurationItem)`. */
export const events = {
  node: event,
  relationshipType: 'AFFECTS',
  defaultCount: countEvents,
  affected: createAffected,
} satisfies EventDefinition;

/** How severe a value is, by the levels of its template: one step worse where the CI is CRITICAL, and one step milder where it is LOW. */
function judge(value: number, levels: EventTemplate['levels'], importance: Code<Criticality>): number {
  const warning = severity.code('WARNING');
  const own = warning - levels.filter((level) => value >= level).length;
  return Math.max(0, own + stepOfCriticality[importance]!);
}

/** By the code of the criticality. */
const stepOfCriticality = [-1, 0, 0, 1];

/** One event for ten CIs, at most 50,000, which UNWIND creates in seconds. */
function countEvents(scale: number): number {
  return Math.min(50_000, Math.ceil(scale / 10));
}

function createAffected(graph: GraphContext): (ordinal: number) => number {
  const findSubject = createSubjects(graph);
  return (ordinal) => {
    const { label, number } = findSubject(ordinal);
    return graph.nodes(label).base + number;
  };
}
