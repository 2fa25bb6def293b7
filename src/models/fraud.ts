// A bank with rings of accounts that send money round in a circle. All other payments go one way, so a circle is always a ring.
import {
  createRings,
  createTiers,
  createWeave,
  date,
  defineModel,
  degrees,
  exactly,
  findBusiest,
  firstNames,
  ipAddress,
  joinCells,
  lastNames,
  link,
  linksOf,
  money,
  node,
  nodeId,
  phrase,
  powerLaw,
  shuffleLinks,
  uniform,
} from '../model.ts';

/** Members of a ring, and accounts for each ring. */
const members = 5;
const accountsPerRing = 500;

const customer = node('Customer', {
  columns: { name: phrase(firstNames, ' ', lastNames) },
  rows: ({ draw }) => {
    const [drawFirst, drawLast] = [draw('first name').any(firstNames), draw('last name').ranked(lastNames)];
    return (n, cell) => cell.name(drawFirst(n), drawLast(n));
  },
});

const account = node('Account', {
  share: 2,
  columns: { openedOn: date() },
  rows: ({ draw, today }) => {
    const age = draw('age');
    return (n, cell) => cell.openedOn(today - age.between(30, 6_000, n));
  },
});

const device = node('Device', {
  columns: { address: ipAddress() },
  rows: ({ draw }) => {
    const address = draw('address');
    return (n, cell) => cell.address(address.below(2 ** 24, n));
  },
});

const owns = link('OWNS', { from: customer, to: account, each: account });

const uses = link('USES', {
  from: account,
  to: device,
  out: degrees({ p50: 1, p90: 3, p99: 6 }),
  in: powerLaw({ exponent: 2.5, top: 0.002 }),
});

const sent = link('SENT', {
  from: account,
  to: account,
  columns: { cents: money(), sentOn: date() },
  // The first rows are the rings. Their members get money from all accounts, but send it to the next member only.
  connect({ stream, sources: accounts }) {
    const rings = Math.floor(accounts / accountsPerRing);
    const inRings = rings * members;
    const others = accounts - inRings;
    const ordinary = createTiers(stream, {
      counts: [Math.floor(others / 2), others - Math.floor(others / 2)],
      degrees: degrees({ p50: 2, p90: 6 }),
      weights: powerLaw({ top: 0.01 }),
    });
    const cover = createWeave(stream, {
      degrees: exactly(1)(inRings > 0 ? others : 0),
      weights: uniform()(inRings),
      number: 100,
    });
    const links = joinCells({
      sources: accounts,
      targets: accounts,
      cells: [
        { firstSource: 0, firstTarget: 0, links: createRings(stream, { nodes: inRings, rings, members }) },
        { firstSource: inRings, firstTarget: inRings, links: ordinary },
        { firstSource: inRings, firstTarget: 0, links: cover },
      ],
    });
    return shuffleLinks(stream, { links, isOneKind: true }); // the members are anywhere
  },
  rows: ({ draw, today }) => {
    const [cents, age] = [draw('cents'), draw('age')];
    return (n, cell) => {
      cell.cents(cents.between(100, 500_000, n));
      cell.sentOn(today - age.between(0, 365, n));
    };
  },
});

export default defineModel({
  name: 'fraud',
  version: '1.0.0',
  nodes: [customer, account, device],
  relationships: [owns, uses, sent],
  queries: [
    {
      question: 'Which accounts send money round in a circle?',
      cypher: `MATCH (a:Account)-[:SENT]->(b)-[:SENT]->(c)-[:SENT]->(d)-[:SENT]->(e)-[:SENT]->(a)
WHERE a.id < b.id AND a.id < c.id AND a.id < d.id AND a.id < e.id
RETURN a.id AS a, b.id AS b, c.id AS c, d.id AS d, e.id AS e ORDER BY a LIMIT 3`,
      answer(graph) {
        const links = linksOf(graph, sent);
        const rings = Math.floor(links.sources / accountsPerRing);
        return Array.from({ length: rings }, (_, ring) => {
          const accounts = Array.from({ length: members }, (_unused, member) => links.source(ring * members + member));
          const first = accounts.indexOf(Math.min(...accounts));
          const [a, b, c, d, e] = [...accounts.slice(first), ...accounts.slice(0, first)].map((n) =>
            nodeId(graph, account, n),
          );
          return { a: a!, b: b!, c: c!, d: d!, e: e! };
        })
          .sort((one, other) => (one.a < other.a ? -1 : 1))
          .slice(0, 3);
      },
    },
    {
      question: 'How many people own an account of a ring?',
      cypher: `MATCH (c:Customer)-[:OWNS]->(a:Account)
WHERE EXISTS { (a)-[:SENT]->()-[:SENT]->()-[:SENT]->()-[:SENT]->()-[:SENT]->(a) }
RETURN count(DISTINCT c) AS people`,
      answer(graph) {
        const [owners, payments] = [linksOf(graph, owns), linksOf(graph, sent)];
        const rows = Math.floor(payments.sources / accountsPerRing) * members;
        const people = new Set(
          Array.from({ length: rows }, (_, row) => [...owners.sourcesOf(payments.source(row))][0]),
        );
        return [{ people: people.size }];
      },
    },
    {
      question: 'Which device do most accounts use?',
      cypher: `MATCH (d:Device) WITH d, count { (d)<-[:USES]-() } AS accounts
RETURN d.id AS device, accounts ORDER BY accounts DESC, device LIMIT 1`,
      answer(graph) {
        const links = linksOf(graph, uses);
        const busiest = findBusiest(links, 'target');
        if (busiest === undefined) return [];
        return [{ device: nodeId(graph, device, busiest), accounts: links.degree('target', busiest) }];
      },
    },
  ],
});
