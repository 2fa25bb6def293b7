// A graph of people who work in teams. Change it to yours, then run:
//   bulkgen export --model ./starter.ts --scale 1000
//   bulkgen import
// All column types, draws and shapes: node_modules/bulkgen/src/api.md
import {
  cities,
  date,
  defineModel,
  degrees,
  enumeration,
  firstNames,
  lastNames,
  link,
  node,
  phrase,
  powerLaw,
  text,
} from '../model.ts';

/** A node type. Each node has an id such as `team-0000042`, which bulkgen writes. */
const team = node('Team', {
  share: 1, // of all nodes: 1 of 10, because people have a share of 9
  columns: { name: text(40), city: enumeration(cities) },
  rows: ({ draw }) => {
    const drawCity = draw('city').any(cities); // the same city for the same seed and row, always
    // Called for each row with its number n, which counts from 0. It calls every cell once, in the order of the columns.
    return (n, cell) => {
      cell.name(`Team ${n + 1}`);
      cell.city(drawCity(n));
    };
  },
});

const person = node('Person', {
  share: 9,
  columns: { name: phrase(firstNames, ' ', lastNames), joinedOn: date() },
  rows: ({ draw, today }) => {
    const [drawFirst, drawLast] = [draw('first name').any(firstNames), draw('last name').ranked(lastNames)];
    const days = draw('days');
    return (n, cell) => {
      cell.name(drawFirst(n), drawLast(n));
      cell.joinedOn(today - days.between(0, 3_000, n)); // `today` is the date of --as-of
    };
  },
});

/** A relationship type: each person is in one team, and a few teams are large. */
const worksIn = link('WORKS_IN', { from: person, to: team, each: person, by: powerLaw({ top: 0.05 }) });

/** Half of the people trust 2 others or fewer, nine of ten trust 6 or fewer. No person trusts themselves, or the same one twice. */
const trusts = link('TRUSTS', {
  from: person,
  to: person,
  out: degrees({ p50: 2, p90: 6 }),
  in: powerLaw({ top: 0.02 }),
});

export default defineModel({
  name: 'starter',
  version: '1.0.0', // raise it when the same seed and scale give other rows
  nodes: [team, person],
  relationships: [worksIn, trusts],
});
