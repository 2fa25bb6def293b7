// A social network, as short as a model can be.
import { date, defineModel, degrees, enumeration, link, node, powerLaw, text, vocabulary } from '../../src/model.ts';

const city = vocabulary('Berlin', 'Paris', 'Lagos', 'Lima', 'Osaka');

export const person = node('Person', {
  columns: { name: text(40), city: enumeration(city), born: date() },
  rows: ({ draw, today }) => {
    const drawCity = draw('city').ranked(city);
    const born = draw('born');
    return (n, cell) => {
      cell.name(`Person ${n}`);
      cell.city(drawCity(n));
      cell.born(today - born.between(6_000, 30_000, n));
    };
  },
});

export const post = node('Post', {
  share: 3,
  columns: { body: text(280) },
  rows: () => (n, cell) => cell.body(`Post ${n}`),
});

export const wrote = link('WROTE', { from: person, to: post, each: post, by: powerLaw({ top: 0.01 }) });

export const knows = link('KNOWS', {
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

export const social = defineModel({
  name: 'people',
  version: '1.0.0',
  nodes: [person, post],
  relationships: [wrote, knows],
});
