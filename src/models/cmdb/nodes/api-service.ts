import { enumeration } from '../../../model/column/enumeration.ts';
import { integer } from '../../../model/column/integer.ts';
import { drawWord, vocabulary } from '../../../model/vocabulary.ts';
import { applicationColumns, createApplicationCells } from '../application.ts';
import { defineCiClass } from '../ci-class.ts';

const protocol = vocabulary('REST', 'gRPC', 'GraphQL', 'SOAP');

export const apiService = defineCiClass({
  label: 'APIService',
  id: { prefix: 'api', digits: 6 },
  columns: {
    ...applicationColumns('APIService'),
    protocol: enumeration(protocol),
    requestsPerMinuteLimit: integer(),
  },
  share: 1_000,
  precedence: 6,
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
