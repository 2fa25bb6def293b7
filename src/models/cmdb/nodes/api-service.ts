import { enumeration } from '../../../model/column/enumeration.ts';
import { integer } from '../../../model/column/integer.ts';
import type { GraphContext } from '../../../model/definition.ts';
import { drawWord, vocabulary } from '../../../model/vocabulary.ts';
import { type ApplicationKind, applicationColumns, createApplicationCells } from '../application.ts';
import { defineCiClass } from '../ci-class.ts';
import { listComponents } from '../names.ts';

/** What an API speaks. */
export const apiProtocol = vocabulary('REST', 'gRPC', 'GraphQL', 'SOAP');

const interfaces = ['api', 'open-api', 'partner-api', 'admin-api', 'query-api', 'events-api'];
const components = { domain: interfaces, platform: interfaces, workflow: interfaces };

const kind: ApplicationKind = {
  label: 'APIService',
  csdmClass: 'cmdb_ci_web_service',
  components,
  words: listComponents(components),
  publicComponents: ['open-api', 'partner-api', 'events-api'],
  languages: { Java: 6, Go: 3, TypeScript: 3, 'C#': 2, Kotlin: 1, Python: 1 },
  firstPort: 8_280,
  mostRequests: 200,
};

/** All limits are multiples of this one. */
const stepOfLimits = 600;
/** The highest limit that fits 32 bits. */
const mostRequestsPerMinute = 2_147_483_400;

export const apiService = defineCiClass({
  label: 'APIService',
  id: { prefix: 'api', digits: 6 },
  columns: { ...applicationColumns(kind), protocol: enumeration(apiProtocol), requestsPerMinuteLimit: integer() },
  share: 400,
  precedence: 12,
  rows(graph) {
    const writeApplication = createApplicationCells(graph, kind);
    const protocolOf = createApiProtocols(graph);
    const limits = graph.stream('APIService/requestsPerMinuteLimit');
    return (ordinal, cell) => {
      const { load } = writeApplication(ordinal, cell);
      cell.protocol(protocolOf(ordinal));
      // 1.25 to 4 times what it has to do now, which is `load * 3 / 5` a minute
      const steps = 1 + Math.floor((load * limits.between(5, 16, ordinal)) / 4_000);
      cell.requestsPerMinuteLimit(Math.min(mostRequestsPerMinute, stepOfLimits * steps));
    };
  },
});

/** Makes the function that gives the protocol of an API by its number. */
export function createApiProtocols(graph: GraphContext) {
  return drawWord(graph.stream('APIService/protocol'), apiProtocol, { REST: 65, gRPC: 20, GraphQL: 10, SOAP: 5 });
}
