import { integer } from '../../../model/column/integer.ts';
import { applicationColumns, createApplicationCells } from '../application.ts';
import { defineCiClass } from '../ci-class.ts';

export const microservice = defineCiClass({
  label: 'Microservice',
  id: { prefix: 'ms', digits: 6 },
  columns: { ...applicationColumns('Microservice'), port: integer(), replicas: integer() },
  share: 2_000,
  precedence: 5,
  rows(graph) {
    const writeApplication = createApplicationCells(graph, 'Microservice');
    const ports = graph.stream('Microservice/port');
    const replicas = graph.stream('Microservice/replicas');
    return (ordinal, cell) => {
      writeApplication(ordinal, cell);
      cell.port(8_000 + ports.below(1_000, ordinal));
      cell.replicas(replicas.between(1, 12, ordinal));
    };
  },
});
