// Each finds one kind of dirt from the data alone, and its answer is that of the arithmetic.
import { nodeId } from '../../../model/answer.ts';
import type { SampleQuery } from '../../../model/model.ts';
import type { GraphTables } from '../../../model/table.ts';
import { classesOfKind, type DirtKind, dirtKinds } from './kinds.ts';

/** A record is stale when its machine was started so many days before the newest start of all. */
const staleAfter = 365;

/** Counts what was found. The sum of the numbers in the ids changes with every id. */
const result = `RETURN count(*) AS cis, sum(toInteger(split(ci.id, '-')[1])) AS numbers, min(ci.id) AS first, max(ci.id) AS last`;

export const dirtQueries: readonly SampleQuery[] = [
  {
    question: 'Which machines, containers and databases are orphans, without any relationship?',
    cypher: `MATCH (ci:${listClasses('orphan', '|')}) WHERE NOT (ci)--()
${result}`,
    answer: (graph) => [sumUp(graph, 'orphan')],
  },
  {
    question: `Which machines are stale: recorded as operational, but last started more than ${staleAfter} days before the newest start?`,
    cypher: `MATCH (machine:${listClasses('stale', '|')}) WITH max(machine.lastBootAt) AS newest
MATCH (ci:${listClasses('stale', '|')} {status: 'OPERATIONAL'}) WHERE ci.lastBootAt < newest - duration({days: ${staleAfter}})
${result}`,
    answer: (graph) => [sumUp(graph, 'stale')],
  },
  {
    question:
      'Which machines are duplicates: a second record with the same address and, but for its spelling, the same name?',
    cypher: `MATCH (ci:${listClasses('duplicate', '|')})
WITH toLower(split(ci.name, '.')[0]) AS host, ci.ip AS ip, collect(ci) AS records WHERE size(records) > 1
UNWIND records AS ci WITH ci WHERE ci.name <> host
${result}`,
    answer: (graph) => [sumUp(graph, 'duplicate')],
  },
];

/** The classes of a kind, each once, as Cypher writes them. */
function listClasses(kind: DirtKind, separator: string): string {
  return [...new Set<string>(classesOfKind[kind])].join(separator);
}

function sumUp(graph: GraphTables, kind: DirtKind) {
  const { kinds, at } = graph.dirty;
  const start = dirtKinds.slice(0, dirtKinds.indexOf(kind)).reduce((sum, before) => sum + kinds[before]!, 0);
  const ids: { first?: string; last?: string } = {};
  let numbers = 0;
  const count = kinds[kind]!;
  for (let place = start; place < start + count; place++) {
    const { label, number } = at(place);
    const id = nodeId(graph, { label }, number);
    numbers += number;
    if (ids.first === undefined || id < ids.first) ids.first = id;
    if (ids.last === undefined || id > ids.last) ids.last = id;
  }
  return { cis: count, numbers, first: ids.first ?? '', last: ids.last ?? '' };
}
