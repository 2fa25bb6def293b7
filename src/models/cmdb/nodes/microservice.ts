import { type ApplicationKind, applicationColumns, createApplicationCells } from '../application.ts';
import { defineCiClass } from '../ci-class.ts';
import { listComponents } from '../names.ts';

const components = {
  domain: [
    ...['ledger', 'limits', 'quotes', 'rules', 'scoring', 'history', 'profile', 'balance', 'matching', 'validation'],
    ...['lookup', 'calendar', 'templates', 'settlement', 'allocation', 'approval', 'eligibility', 'tax', 'status'],
    ...['attachments', 'comments', 'summary'],
  ],
  platform: [
    ...['vault', 'message-bus', 'dns', 'config', 'discovery', 'identity', 'metrics', 'tracing', 'audit', 'consent'],
    ...['feature-flags', 'object-store'],
  ],
  workflow: ['process-engine', 'timers', 'saga', 'batch-control', 'reconciliation'],
};

/** The ids of microservices. */
export const microserviceId = { prefix: 'ms', digits: 6 } as const;

/** What microservices are. */
export const microserviceKind: ApplicationKind = {
  label: 'Microservice',
  csdmClass: 'cmdb_ci_service_auto',
  components,
  words: listComponents(components),
  languages: { Java: 5, Go: 4, TypeScript: 2, Python: 2, 'C#': 1, Kotlin: 1, Rust: 1 },
  firstPort: 8_480,
  mostRequests: 300,
};

export const microservice = defineCiClass({
  label: 'Microservice',
  id: microserviceId,
  columns: applicationColumns(microserviceKind),
  share: 900,
  precedence: 7,
  rows: (graph) => createApplicationCells(graph, microserviceKind),
});
