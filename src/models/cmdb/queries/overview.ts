import type { SampleQuery } from '../../../model/model.ts';
import { createRecordReader } from '../../../model/record.ts';
import { applicationLabels } from '../structure/layout.ts';
import { compareText, readEstate } from './estate-reader.ts';

export const classQuery: SampleQuery = {
  question: 'How many CIs of each class are there?',
  cypher: 'MATCH (ci:ConfigurationItem) RETURN ci.type AS class, count(*) AS cis ORDER BY cis DESC, class LIMIT 5',
  answer: ({ nodes }) =>
    nodes
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count || compareText(a.name, b.name))
      .slice(0, 5)
      .map(({ name, count }) => ({ class: name, cis: count })),
};

export const eventQuery: SampleQuery = {
  question: 'Which business services have most open critical events on their applications?',
  cypher: `MATCH (e:Event {severity: 'CRITICAL', status: 'OPEN'})-[:AFFECTS]->(app)-[:SUPPORTS]->(s:BusinessService)
RETURN s.id AS service, s.name AS name, count(DISTINCT e) AS events ORDER BY events DESC, service LIMIT 3`,
  picture: `MATCH (e:Event {severity: 'CRITICAL', status: 'OPEN'})-[:AFFECTS]->(app)-[:SUPPORTS]->(s:BusinessService)
WITH s, count(DISTINCT e) AS events ORDER BY events DESC, s.id LIMIT 3
MATCH path = (:Event {severity: 'CRITICAL', status: 'OPEN'})-[:AFFECTS]->(app)-[:SUPPORTS]->(s) RETURN path LIMIT 40`,
  answer(graph) {
    const estate = readEstate(graph);
    const events = graph.events!; // this model has events
    const read = createRecordReader(events);
    const counts = new Map<number, number>();
    for (let ordinal = 0; ordinal < events.count; ordinal++) {
      const { severity, status } = read(ordinal).properties;
      if (severity !== 'CRITICAL' || status !== 'OPEN') continue;
      const record = events.affected(ordinal);
      for (const label of applicationLabels) {
        const { base, count } = graph.nodes.find(({ name }) => name === label)!;
        if (record < base || record >= base + count) continue;
        for (const service of estate.links(label, 'SUPPORTS', 'BusinessService').targetsOf(record - base)) {
          counts.set(service, (counts.get(service) ?? 0) + 1);
        }
      }
    }
    return [...counts]
      .sort(([a, x], [b, y]) => y - x || a - b)
      .slice(0, 3)
      .map(([service, count]) => ({
        service: estate.id('BusinessService', service),
        name: String(estate.read('BusinessService', service)['name']),
        events: count,
      }));
  },
};
