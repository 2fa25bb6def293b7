// A social network: people of different fame, whom they know, and their posts.
import {
  cities,
  date,
  defineModel,
  degrees,
  enumeration,
  findBusiest,
  firstNames,
  lastNames,
  link,
  linksOf,
  node,
  nodeId,
  phrase,
  powerLaw,
  readNode,
  sentence,
} from '../model.ts';

const person = node('Person', {
  columns: { name: phrase(firstNames, ' ', lastNames), city: enumeration(cities), born: date() },
  rows: ({ draw, today }) => {
    const [drawFirst, drawLast] = [draw('first name').any(firstNames), draw('last name').ranked(lastNames)];
    const [drawCity, born] = [draw('city').ranked(cities), draw('born')];
    return (n, cell) => {
      cell.name(drawFirst(n), drawLast(n));
      cell.city(drawCity(n));
      cell.born(today - born.between(6_000, 30_000, n)); // between 16 and 82 years old
    };
  },
});

const post = node('Post', {
  share: 3, // three posts a person
  columns: { body: sentence('Post', { min: 3, max: 20 }), postedOn: date() },
  rows: ({ draw, today }) => {
    const age = draw('age');
    return (n, cell) => {
      cell.body(n);
      cell.postedOn(today - age.between(0, 1_500, n));
    };
  },
});

const wrote = link('WROTE', { from: person, to: post, each: post, by: powerLaw({ top: 0.01 }) });

const knows = link('KNOWS', {
  from: person,
  to: person,
  out: degrees({ p50: 3, p90: 12, p99: 60 }),
  in: powerLaw({ top: 0.03 }),
  columns: { since: date() },
  rows: ({ draw, today }) => {
    const since = draw();
    return (n, cell) => cell.since(today - since.between(1, 3_000, n));
  },
});

export default defineModel({
  name: 'social',
  version: '1.0.0',
  nodes: [person, post],
  relationships: [wrote, knows],
  queries: [
    {
      question: 'Who is known by most people?',
      cypher: `MATCH (p:Person) WITH p, count { (p)<-[:KNOWS]-() } AS fans
RETURN p.id AS person, p.name AS name, fans ORDER BY fans DESC, person LIMIT 1`,
      answer(graph) {
        const links = linksOf(graph, knows);
        const best = findBusiest(links, 'target');
        if (best === undefined) return [];
        const { name } = readNode(graph, person, best);
        return [{ person: nodeId(graph, person, best), name, fans: links.degree('target', best) }];
      },
    },
    {
      question: 'In which cities do those live who know that person?',
      cypher: `MATCH (p:Person) WITH p ORDER BY count { (p)<-[:KNOWS]-() } DESC, p.id LIMIT 1
MATCH (p)<-[:KNOWS]-(fan) RETURN fan.city AS city, count(*) AS people ORDER BY people DESC, city LIMIT 3`,
      answer(graph) {
        const links = linksOf(graph, knows);
        const best = findBusiest(links, 'target');
        const people = new Map<string, number>();
        for (const fan of best === undefined ? [] : links.sourcesOf(best)) {
          const { city } = readNode(graph, person, fan);
          people.set(city, (people.get(city) ?? 0) + 1);
        }
        return [...people]
          .map(([city, count]) => ({ city, people: count }))
          .sort((a, b) => b.people - a.people || (a.city < b.city ? -1 : 1))
          .slice(0, 3);
      },
    },
    {
      question: 'Who wrote most, and how many posts?',
      cypher: `MATCH (p:Person) WITH p, count { (p)-[:WROTE]->() } AS posts
RETURN p.id AS person, posts ORDER BY posts DESC, person LIMIT 1`,
      answer(graph) {
        const links = linksOf(graph, wrote);
        const author = findBusiest(links, 'source');
        if (author === undefined) return [];
        return [{ person: nodeId(graph, person, author), posts: links.degree('source', author) }];
      },
    },
  ],
});
