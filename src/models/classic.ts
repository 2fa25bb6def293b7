// An estate in which every relationship follows from the number of its application, so Cypher can make them, too:
// `bulkgen load --model classic --method pattern`.
import { defineModel, enumeration, link, modulo, node, vocabulary } from '../model.ts';

const environment = vocabulary('production', 'staging', 'test');

const server = node('Server', { share: 2 });

/** Seven steps reach every database, so their number is not a multiple of seven. */
const database = node('Database', {
  count: (scale) => {
    const tenth = Math.ceil(scale / 10);
    return tenth % 7 === 0 ? tenth - 1 : tenth;
  },
});

const service = node('Service', { share: 1 });

const application = node('Application', {
  share: 6,
  columns: { environment: enumeration(environment) },
  rows: ({ draw }) => {
    const drawEnvironment = draw('environment').ranked(environment);
    return (n, cell) => cell.environment(drawEnvironment(n));
  },
});

const runsOn = link('RUNS_ON', { from: application, to: server, each: application, by: modulo() });
const uses = link('USES', { from: application, to: database, each: application, by: modulo({ factor: 7 }) });
const partOf = link('PART_OF', { from: application, to: service, each: application, by: modulo({ block: 10 }) });

export default defineModel({
  name: 'classic',
  version: '1.0.0',
  nodes: [server, database, service, application],
  relationships: [runsOn, uses, partOf],
});
