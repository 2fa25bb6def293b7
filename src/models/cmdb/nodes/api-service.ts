import { enumeration } from '../../../model/column/enumeration.ts';
import { integer } from '../../../model/column/integer.ts';
import { defineNode } from '../../../model/definition.ts';
import { drawWord, vocabulary } from '../../../model/vocabulary.ts';
import { applicationColumns, createApplicationCells } from '../application.ts';
import { countClasses } from '../class-counts.ts';

const protocol = vocabulary('REST', 'gRPC', 'GraphQL', 'SOAP');

export const apiService = defineNode({
  label: 'APIService',
  id: { prefix: 'api', digits: 6 },
  columns: {
    ...applicationColumns('APIService'),
    protocol: enumeration(protocol),
    requestsPerMinuteLimit: integer(),
  },
  count: (scale) => countClasses(scale).APIService,
  rows(graph) {
    const writeApplication = createApplicationCells(graph, 'APIService');
    const drawProtocol = drawWord(graph.stream('APIService/protocol'), protocol, {
      REST: 65,
      gRPC: 20,
      GraphQL: 10,
      SOAP: 5,
    });
    const limits = graph.stream('APIService/requestsPerMinuteLimit');
    return (ordinal, cell) => {
      writeApplication(ordinal, cell);
      cell.protocol(drawProtocol(ordinal));
      cell.requestsPerMinuteLimit(600 * limits.between(1, 100, ordinal));
    };
  },
});
