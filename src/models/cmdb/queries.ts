import { findTable, type Graph } from '../../model/graph.ts';
import type { SampleQuery } from '../../model/model.ts';
import { createRecordReader } from '../../model/record.ts';
import type { Table } from '../../model/table.ts';

/** The questions that a demo asks. */
export const queries: readonly SampleQuery[] = [
  {
    question: 'How many CIs of each class are there?',
    cypher: 'MATCH (ci:ConfigurationItem) RETURN ci.type AS class, count(*) AS cis ORDER BY cis DESC, class LIMIT 5',
    answer: ({ nodes }) =>
      nodes
        .filter(({ count }) => count > 0)
        .sort((a, b) => b.count - a.count || compareText(a.name, b.name))
        .slice(0, 5)
        .map(({ name, count }) => ({ class: name, cis: count })),
  },
  {
    question: 'Which business services suffer from open critical events on their applications?',
    cypher: `MATCH (e:Event {severity: 'CRITICAL', status: 'OPEN'})-[:AFFECTS]->(app)-[:SUPPORTS]->(s:BusinessService)
RETURN s.id AS service, s.name AS name, count(DISTINCT e) AS events ORDER BY events DESC, service LIMIT 3`,
    answer: findSufferers,
  },
  {
    question: 'If the most used database goes down, how many applications and business services feel it?',
    cypher: `MATCH (db:Database)<-[:DEPENDS_ON]-(app)
WITH db, count(app) AS users ORDER BY users DESC, db.id LIMIT 1
MATCH (db)<-[:DEPENDS_ON*1..3]-(app)
OPTIONAL MATCH (app)-[:SUPPORTS]->(s:BusinessService)
RETURN db.id AS database, count(DISTINCT app) AS applications, count(DISTINCT s) AS services`,
    answer: findImpact,
  },
];

function findSufferers(graph: Graph): ReturnType<SampleQuery['answer']> {
  const { nodes } = graph;
  const events = graph.events!; // this model has events
  const read = createRecordReader(events);
  const critical = new Map<number, number>();
  for (let ordinal = 0; ordinal < events.count; ordinal++) {
    const { severity, status } = read(ordinal).properties;
    if (severity === 'CRITICAL' && status === 'OPEN') add(critical, events.affected(ordinal), 1);
  }
  const services = new Map<number, number>();
  const seen = new Set<string>();
  for (const [application, service] of readEnds(graph, 'SUPPORTS')) {
    const count = critical.get(application);
    if (count === undefined || seen.has(`${application} ${service}`)) continue;
    seen.add(`${application} ${service}`);
    add(services, service, count);
  }
  return [...services]
    .sort(([a, x], [b, y]) => y - x || a - b)
    .slice(0, 3)
    .map(([record, count]) => {
      const table = findTable(nodes, record);
      const { name } = createRecordReader(table)(record - table.base).properties;
      return { service: graph.idOf(record), name: String(name), events: count };
    });
}

function findImpact(graph: Graph): ReturnType<SampleQuery['answer']> {
  const { base, count } = graph.nodes.find(({ name }) => name === 'Database')!;
  const users = new Map<number, number>();
  for (const [, end] of readEnds(graph, 'DEPENDS_ON')) if (end >= base && end < base + count) add(users, end, 1);
  const [most] = [...users].sort(([a, x], [b, y]) => y - x || a - b);
  if (!most) return [];
  const [database] = most;
  const applications = new Set<number>();
  let last = new Set([database]);
  for (let step = 1; step <= 3; step++) {
    const next = new Set<number>();
    for (const [start, end] of readEnds(graph, 'DEPENDS_ON')) if (last.has(end)) next.add(start);
    for (const application of next) applications.add(application);
    last = next;
  }
  const services = new Set<number>();
  for (const [start, end] of readEnds(graph, 'SUPPORTS')) if (applications.has(start)) services.add(end);
  return [{ database: graph.idOf(database), applications: applications.size, services: services.size }];
}

/** The ends of every relationship of a type, by record number. */
function* readEnds({ relationships }: Graph, type: string): Generator<readonly [start: number, end: number]> {
  const table: Table = relationships.find(({ name }) => name === type)!;
  const read = createRecordReader(table);
  for (let ordinal = 0; ordinal < table.count; ordinal++) yield read(ordinal).ends!;
}

function add(counts: Map<number, number>, key: number, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
