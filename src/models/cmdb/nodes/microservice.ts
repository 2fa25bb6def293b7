import { integer } from '../../../model/column/integer.ts';
import { defineNode } from '../../../model/definition.ts';
import { applicationColumns, createApplicationCells } from '../application.ts';
import { countClasses } from '../class-counts.ts';

export const microservice = defineNode({
  label: 'Microservice',
  id: { prefix: 'ms', digits: 6 },
  columns: { ...applicationColumns('Microservice'), port: integer(), replicas: integer() },
  count: (scale) => countClasses(scale).Microservice,
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
