import { boolean } from '../../../model/column/boolean.ts';
import { enumeration } from '../../../model/column/enumeration.ts';
import { integer } from '../../../model/column/integer.ts';
import { defineRelationship, type GraphContext, type RelationshipRows } from '../../../model/definition.ts';
import { createFanOut } from '../../../model/fan-out.ts';
import { joinSections } from '../../../model/section.ts';
import { vocabulary } from '../../../model/vocabulary.ts';

const protocol = vocabulary('SQL', 'HTTP', 'gRPC', 'AMQP');
const remoteProtocols = (['HTTP', 'gRPC', 'AMQP'] as const).map(protocol.code);
const columns = { protocol: enumeration(protocol), critical: boolean(), timeoutMs: integer() };
type Rows = RelationshipRows<typeof columns>;

/** How many databases an application uses, by class. The numbers repeat over the ordinals. */
const databaseDegrees = {
  WebApplication: [1, 0, 1, 0],
  APIService: [1, 1, 0, 1],
  Microservice: [1, 0, 1, 1],
  BackgroundService: [1, 2, 0],
  MobileBackend: [1, 0],
};

/** How many microservices a microservice or API service calls. */
const callDegrees = { Microservice: [2, 1, 0, 3], APIService: [2, 1, 3] };

/** Applications depend on databases and microservices. A microservice depends on earlier ones only, so there is no cycle. */
export const dependsOn = defineRelationship({
  type: 'DEPENDS_ON',
  columns,
  rows: (graph) =>
    joinSections([
      ...Object.entries(databaseDegrees).map(([label, degrees]) => createDatabaseUse(graph, label, degrees)),
      ...Object.entries(callDegrees).map(([label, degrees]) => createCalls(graph, label, degrees)),
    ]),
});

function createDatabaseUse(graph: GraphContext, label: string, degrees: readonly number[]): Rows {
  const applications = graph.nodes(label);
  const databases = graph.nodes('Database');
  const fanOut = createFanOut(
    databases.count >= 2 ? degrees : degrees.map((degree) => Math.min(1, degree)),
    applications.count,
  );
  const first = graph.stream(`DEPENDS_ON/${label}/database`);
  const critical = graph.stream(`DEPENDS_ON/${label}/databaseCritical`);
  return {
    count: databases.count > 0 ? fanOut.rows : 0,
    row(ordinal, cell) {
      const application = fanOut.source(ordinal);
      const target = (first.below(databases.count, application) + fanOut.slot(ordinal)) % databases.count;
      cell.ends(applications.base + application, databases.base + target);
      cell.protocol(protocol.code('SQL'));
      cell.critical(critical.chance(8, 10, ordinal));
      cell.timeoutMs(5_000);
    },
  };
}

function createCalls(graph: GraphContext, label: string, degrees: readonly number[]): Rows {
  const callers = graph.nodes(label);
  const services = graph.nodes('Microservice');
  const among = label === 'Microservice';
  const most = Math.max(...degrees);
  // A microservice with fewer than `most` before it calls none: the first microservices are the leaves.
  const skipped = among ? most : 0;
  const fanOut = createFanOut(degrees, Math.max(0, callers.count - skipped));
  const targets = graph.stream(`DEPENDS_ON/${label}/call`);
  const protocols = graph.stream(`DEPENDS_ON/${label}/protocol`);
  const critical = graph.stream(`DEPENDS_ON/${label}/critical`);
  const timeouts = graph.stream(`DEPENDS_ON/${label}/timeoutMs`);
  return {
    count: services.count >= most ? fanOut.rows : 0,
    row(ordinal, cell) {
      const source = fanOut.source(ordinal);
      const caller = source + skipped;
      const callable = among ? caller : services.count;
      // Each slot draws from its own range, so no caller calls a service twice. The early services of a range are called most.
      const degree = fanOut.degree(source);
      const slot = fanOut.slot(ordinal);
      const start = Math.floor((callable / degree) * slot);
      const length = Math.floor((callable / degree) * (slot + 1)) - start;
      const target = start + Math.min(targets.below(length, ordinal, 0), targets.below(length, ordinal, 1));
      cell.ends(callers.base + caller, services.base + target);
      cell.protocol(remoteProtocols[protocols.below(remoteProtocols.length, ordinal)]!);
      cell.critical(critical.chance(4, 10, ordinal));
      cell.timeoutMs(250 * timeouts.between(1, 40, ordinal));
    },
  };
}
