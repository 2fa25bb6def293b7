import { secondsPerDay } from '../../../model/calendar.ts';
import { datetime } from '../../../model/column/datetime.ts';
import { decimal } from '../../../model/column/decimal.ts';
import { enumeration } from '../../../model/column/enumeration.ts';
import { anyReference, identity } from '../../../model/column/identity.ts';
import { optional } from '../../../model/column/optional.ts';
import { text } from '../../../model/column/text.ts';
import { defineNode, type GraphContext } from '../../../model/definition.ts';
import type { EventDefinition } from '../../../model/model.ts';
import { vocabulary } from '../../../model/vocabulary.ts';
import { createWeightedDraw, type WeightedDraw } from '../../../random/weighted.ts';
import { criticalityOfCell } from '../agreement.ts';
import { estateOf } from '../structure/estate.ts';
import { applicationLabels } from '../structure/layout.ts';
import { type Criticality, criticality } from '../words.ts';
import { templates } from './templates.ts';

const eventType = vocabulary(...templates.map(({ type }) => type));
const source = vocabulary(...new Set(templates.map((template) => template.source)));
const severity = vocabulary('CRITICAL', 'MAJOR', 'MINOR', 'WARNING', 'INFO');
const eventStatus = vocabulary('OPEN', 'RESOLVED');

/** Events lie in the seven days before the as-of date. */
const windowSeconds = 7 * secondsPerDay;

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
    const pickTemplate = createTemplateDraw(graph);
    const findAffected = createAffected(graph);
    const measurements = graph.stream('Event/measure');
    const drawSeverity = templates.map(({ type, severities }) =>
      createWeightedDraw(graph.stream(`Event/severity/${type}`), severities),
    );
    const ages = graph.stream('Event/timestamp');
    const resolution = graph.stream('Event/status');
    const scores = graph.stream('Event/correlationScore');
    const findCriticality = createCriticality(graph);
    return (ordinal, cell) => {
      const index = pickTemplate(ordinal);
      const template = templates[index]!;
      const affected = findAffected(ordinal);
      const { message, ...measured } = template.measure(measurements, ordinal);
      const secondsAgo = ages.between(1, windowSeconds, ordinal);
      const timestamp = graph.asOfDay * secondsPerDay - secondsAgo;
      const resolved = resolution.chance(6, 10, ordinal);
      cell.id(ordinal);
      cell.type(eventType.codes[index]!);
      cell.source(source.code(template.source));
      cell.severity(severity.codes[chooseSeverity(drawSeverity[index]!, ordinal, findCriticality(affected))]!);
      cell.status(eventStatus.code(resolved ? 'RESOLVED' : 'OPEN'));
      cell.message(message);
      cell.timestamp(timestamp);
      cell.resolvedAt(resolved ? timestamp + resolution.between(0, Math.min(secondsAgo, 14_400), ordinal, 1) : null);
      cell.correlationScore(scores.between(0, 1_000, ordinal));
      cell.affectedCi(affected);
      cell.metadata(JSON.stringify({ ...measured, collector: `collector-${measurements.below(16, ordinal, 9)}` }));
    };
  },
});

/** The monitoring events of the estate: `(:Event)-[:AFFECTS]->(:ConfigurationItem)`. */
export const events = {
  node: event,
  relationshipType: 'AFFECTS',
  defaultCount: countEvents,
  affected: createAffected,
} satisfies EventDefinition;

/** The worse of two draws where the CI is critical, and the milder one where it is not important. */
function chooseSeverity(draw: WeightedDraw, ordinal: number, importance: Criticality | undefined): number {
  const first = draw(ordinal);
  if (importance === 'CRITICAL') return Math.min(first, draw(ordinal, 1));
  return importance === 'LOW' ? Math.max(first, draw(ordinal, 1)) : first;
}

/** Makes the function that gives the criticality of a CI by its record number; undefined for a class without cells. */
function createCriticality(graph: GraphContext): (record: number) => Criticality | undefined {
  const { cells, layout, instances } = estateOf(graph);
  const words = cells.map((cell) => criticality.word(criticalityOfCell(cell)));
  const classes = [...applicationLabels, 'Database', 'BusinessService'] as const;
  const places = [
    ...classes.map((label) => ({
      ...graph.nodes(label),
      cellOf: (number: number) => layout(label).partOf(layout(label).rankOf(number)),
    })),
    { ...graph.nodes('Container'), cellOf: (number: number) => instances.segmentOf(number).cell },
  ];
  return (record) => {
    const place = places.find(({ base, count }) => record >= base && record < base + count);
    return place && words[place.cellOf(record - place.base)];
  };
}

/** One event for ten CIs, at most 50,000, which UNWIND creates in seconds. */
function countEvents(scale: number): number {
  return Math.min(50_000, Math.ceil(scale / 10));
}

// Small estates lack some classes. Their templates have no weight. Servers are never missing.
function createTemplateDraw(graph: GraphContext): (ordinal: number) => number {
  return createWeightedDraw(
    graph.stream('Event/template'),
    templates.map(({ weight, classes }) => (classes.some((label) => graph.nodes(label).count > 0) ? weight : 0)),
  );
}

function createAffected(graph: GraphContext): (ordinal: number) => number {
  const pickTemplate = createTemplateDraw(graph);
  const draws = graph.stream('Event/affectedCi');
  const rangesOf = templates.map(({ classes }) => classes.map((label) => graph.nodes(label)));
  const totals = rangesOf.map((ranges) => ranges.reduce((sum, { count }) => sum + count, 0));
  return (ordinal) => {
    const index = pickTemplate(ordinal);
    let rest = draws.below(totals[index]!, ordinal);
    const range = rangesOf[index]!.find(({ count }) => {
      if (rest < count) return true;
      rest -= count;
      return false;
    })!;
    return range.base + rest;
  };
}
