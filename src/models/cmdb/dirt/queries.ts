// Each finds one kind of dirt from the data alone, and its answer is that of the arithmetic.
import { nodeId } from '../../../model/answer.ts';
import { firstOfKind } from '../../../model/dirt.ts';
import type { DirtQuery } from '../../../model/model.ts';
import type { GraphTables } from '../../../model/table.ts';
import { classesOfKind, type DirtKind } from './kinds.ts';

/** A record is stale when its machine was started so many days before the newest start of all. */
const staleAfter = 365;

const machines = listClasses('stale');

/** A prime. Sums of smaller numbers stay exact at any scale. */
const modulus = 1_000_003;

/** One for each kind. */
export const dirtQueries: readonly DirtQuery[] = [
  createQuery({
    kind: 'orphan',
    question: 'Which machines, containers and databases are orphans, without any relationship?',
    match: `MATCH (node:${listClasses('orphan')}) WHERE NOT (node)--()`,
  }),
  createQuery({
    kind: 'stale',
    question: `Which machines are stale: operational, but last started more than ${staleAfter} days before the newest start?`,
    match: `MATCH (machine:${machines}) WITH max(machine.lastBootAt) AS newest
MATCH (node:${machines} {status: 'OPERATIONAL'}) WHERE node.lastBootAt < newest - duration({days: ${staleAfter}})`,
  }),
  createQuery({
    kind: 'duplicate',
    question: 'Which machines are duplicates: another record has the same address and name, but for the spelling?',
    match: `MATCH (machine:${listClasses('duplicate')})
WITH toLower(split(machine.name, '.')[0]) AS host, machine.ip AS ip, collect(machine) AS records WHERE size(records) > 1
UNWIND records AS node WITH node, host WHERE node.name <> host`,
  }),
];

/** A query that counts what it finds. The sum of the numbers in the ids, each modulo a prime, changes with almost every id. */
function createQuery(query: Pick<DirtQuery, 'question' | 'match'> & { readonly kind: DirtKind }): DirtQuery {
  return {
    ...query,
    cypher: `${query.match}
RETURN count(*) AS cis, sum(toInteger(split(node.id, '-')[1]) % ${modulus}) AS numbers,
  coalesce(min(node.id), '') AS first, coalesce(max(node.id), '') AS last`,
    answer: (graph) => [sumUp(graph, query.kind)],
  };
}

/** The classes of a kind, each once, as Cypher writes them. */
function listClasses(kind: DirtKind): string {
  return [...new Set<string>(classesOfKind[kind])].join('|');
}

function sumUp(graph: GraphTables, kind: DirtKind) {
  const { kinds, at } = graph.dirty;
  const start = firstOfKind(graph.dirty, kind);
  const ids: { first?: string; last?: string } = {};
  let numbers = 0;
  const count = kinds[kind]!;
  for (let place = start; place < start + count; place++) {
    const { label, number } = at(place);
    const id = nodeId(graph, { label }, number);
    numbers += number % modulus;
    if (ids.first === undefined || id < ids.first) ids.first = id;
    if (ids.last === undefined || id > ids.last) ids.last = id;
  }
  return { cis: count, numbers, first: ids.first ?? '', last: ids.last ?? '' };
}
