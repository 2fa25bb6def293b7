// What products consist of, through at most five levels of assemblies, who supplies each part, and where it is made.
import {
  cities,
  companies,
  defineModel,
  degrees,
  enumeration,
  findBusiest,
  integer,
  link,
  linksOf,
  modulo,
  node,
  nodeId,
  powerLaw,
} from '../model.ts';

const item = node('Item', {
  share: 20,
  columns: { grams: integer() },
  rows: ({ draw }) => {
    const grams = draw('grams');
    return (n, cell) => cell.grams(grams.between(1, 5_000, n));
  },
});

const supplier = node('Supplier', {
  columns: { name: enumeration(companies) },
  rows: ({ draw }) => {
    const drawName = draw('name').any(companies);
    return (n, cell) => cell.name(drawName(n));
  },
});

const plant = node('Plant', {
  count: (scale) => Math.ceil(scale / 1_000),
  columns: { city: enumeration(cities) },
  rows: ({ draw }) => {
    const drawCity = draw('city').any(cities);
    return (n, cell) => cell.city(drawCity(n));
  },
});

const consistsOf = link('CONSISTS_OF', {
  from: item,
  to: item,
  out: degrees({ p50: 4, p90: 12, p99: 40 }),
  in: powerLaw({ exponent: 2.2, top: 0.02 }), // screws are in nearly everything
  tiers: 6,
  columns: { pieces: integer() },
  rows: ({ draw }) => {
    const pieces = draw();
    return (n, cell) => cell.pieces(pieces.between(1, 24, n));
  },
});

const supplies = link('SUPPLIES', { from: supplier, to: item, each: item, by: powerLaw({ exponent: 2.5, top: 0.02 }) });
const madeAt = link('MADE_AT', { from: item, to: plant, each: item, by: modulo() });

export default defineModel({
  name: 'supply-chain',
  version: '1.0.0',
  nodes: [item, supplier, plant],
  relationships: [consistsOf, supplies, madeAt],
  // An item fails with its plant, with its last supplier, and with any of its parts.
  failures: () => [
    { type: 'SUPPLIES', fails: 'target', needed: () => 1 },
    { type: 'MADE_AT', fails: 'source' },
    { type: 'CONSISTS_OF', fails: 'source' },
  ],
  queries: [
    {
      question: 'Which item is in most others?',
      cypher: `MATCH (i:Item) WITH i, count { (i)<-[:CONSISTS_OF]-() } AS uses
RETURN i.id AS item, uses ORDER BY uses DESC, item LIMIT 1`,
      answer(graph) {
        const links = linksOf(graph, consistsOf);
        const busiest = findBusiest(links, 'target');
        if (busiest === undefined) return [];
        return [{ item: nodeId(graph, item, busiest), uses: links.degree('target', busiest) }];
      },
    },
    {
      question: 'If the supplier of most items fails, how many items lack a part, directly or one level below?',
      cypher: `MATCH (s:Supplier) WITH s ORDER BY count { (s)-[:SUPPLIES]->() } DESC, s.id LIMIT 1
MATCH (s)-[:SUPPLIES]->()<-[:CONSISTS_OF*1..2]-(i) RETURN s.id AS supplier, count(DISTINCT i) AS items`,
      answer(graph) {
        const [parts, suppliers] = [linksOf(graph, consistsOf), linksOf(graph, supplies)];
        const busiest = findBusiest(suppliers, 'source');
        if (busiest === undefined) return [];
        const items = new Set<number>();
        for (const part of suppliers.targetsOf(busiest)) {
          for (const user of parts.sourcesOf(part)) {
            items.add(user);
            for (const indirect of parts.sourcesOf(user)) items.add(indirect);
          }
        }
        return [{ supplier: nodeId(graph, supplier, busiest), items: items.size }];
      },
    },
    {
      question: 'Which plant makes most items?',
      cypher: `MATCH (p:Plant) WITH p, count { (p)<-[:MADE_AT]-() } AS items
RETURN p.id AS plant, items ORDER BY items DESC, plant LIMIT 1`,
      answer(graph) {
        const links = linksOf(graph, madeAt);
        const busiest = findBusiest(links, 'target');
        if (busiest === undefined) return [];
        return [{ plant: nodeId(graph, plant, busiest), items: links.degree('target', busiest) }];
      },
    },
  ],
});
