// Changes of a database with the CMDB: of every relationship type, of every class, and of what the questions are about.
import { cmdb } from '../../../src/models/cmdb/model.ts';
import {
  addRelationship,
  type Mutation,
  moveRelationship,
  removeNode,
  removeRelationship,
  setProperty,
} from './mutation.ts';

const types = [...cmdb.relationships.map(({ type }) => type as string), cmdb.events!.relationshipType];

/** A row of a type, one of the middle. */
const pickRow = (type: string): string =>
  `MATCH (from)-[r:${type}]->(to) WITH from, r, to ORDER BY from.id, to.id SKIP 1 LIMIT 1`;

/** Five changes of each relationship type that leave all nodes as they are. */
export const typeMutations: readonly Mutation[] = types.flatMap((type): Mutation[] => {
  const names = new RegExp(type);
  const move = (name: string, match: string): Mutation => ({
    ...{ name: `a ${type} ${name}`, names },
    apply: (database) => moveRelationship(database, `${pickRow(type)} ${match}`),
  });
  return [
    {
      ...{ name: `a ${type} removed`, names },
      apply: (database) => removeRelationship(database, pickRow(type)),
    },
    {
      ...{ name: `a ${type} doubled`, names },
      apply: (database) => addRelationship(database, `${pickRow(type)} WITH from AS a, to AS b`, type),
    },
    move('turned round', 'WITH r, to AS a, from AS b'),
    move(
      'moved to another node of the class',
      'MATCH (b) WHERE labels(b) = labels(to) AND b <> to AND NOT (from)-->(b) WITH r, from AS a, b ORDER BY b.id',
    ),
    move(
      'moved to a node of another class with the same number',
      "MATCH (b:ConfigurationItem) WHERE labels(b) <> labels(to) AND toInteger(split(b.id, '-')[1]) = toInteger(split(to.id, '-')[1]) WITH r, from AS a, b ORDER BY b.id",
    ),
  ];
});

/** A CI of each class removed with its relationships. */
export const classMutations: readonly Mutation[] = cmdb.nodes.map(({ label }) => ({
  name: `a ${label} removed`,
  names: new RegExp(label),
  apply: (database) => removeNode(database, `MATCH (x:${label}) WITH x ORDER BY x.id SKIP 1 LIMIT 1`),
}));

const portal = "(portal:WebApplication {name: 'online-banking-portal'})";
const onlineDatabase = "(d:Database {name: 'online-banking-db'})";
const firstSwitch = "(w:NetworkDevice {name: 'fra1-sw-a-0001'})";
const alone = `MATCH ${firstSwitch}<-[r:CONNECTS_TO]-(s:Server) WHERE count { (s)-[:CONNECTS_TO]->() } = 1`;
const firstRack = "(rack:Rack {name: 'fra1-r0001'})";
const lost = `MATCH ${firstRack}<-[:HOSTED_IN]-(:Server)<-[:RUNS_ON]-(:VirtualMachine)<-[:RUNS_ON]-(c:Container)-[:INSTANCE_OF]->(x)
  WITH x, count(DISTINCT c) AS lost WHERE x.replicas - lost < x.minUp`;
const busiest = 'MATCH (x:Microservice) WITH x ORDER BY count { (x)<-[:DEPENDS_ON]-() } DESC, x.id LIMIT 1';
const single =
  "MATCH (x:Microservice {environment: 'production', replicas: 1}) WHERE count { (x)<-[:DEPENDS_ON {required: true}]-() } >= 2";
const lastChange = `MATCH (:BusinessService {name: 'Online Banking'})<-[:SUPPORTS]-()-[:DEPENDS_ON]->*(m:Microservice)
  <-[:CHANGES]-(x:Change {state: 'closed'}) WITH x ORDER BY x.plannedStart DESC, x.id LIMIT 1`;
const followedChange = `MATCH (e:Event)-[:AFFECTS]->(:Microservice)<-[:CHANGES]-(x:Change)
  WHERE x.plannedStart <= e.timestamp <= x.plannedStart + duration({hours: 4}) WITH DISTINCT x ORDER BY x.plannedStart DESC, x.id LIMIT 1`;
const smallest =
  'MATCH (center:DataCenter)<-[:HOSTED_IN]-(:Rack)<-[r:HOSTED_IN]-(from:Server) WITH center, collect(r) AS rows ORDER BY size(rows), center.id LIMIT 1 UNWIND rows AS r WITH r, center, startNode(r) AS from';
const openEvent =
  "MATCH (x:Event {severity: 'CRITICAL', status: 'OPEN'})-[r:AFFECTS]->()-[:SUPPORTS]->(s:BusinessService) WITH s, collect(x) AS open ORDER BY size(open) DESC, s.id LIMIT 1 WITH open[0] AS x";

const set = (name: string, names: RegExp, match: string, ...change: readonly [string, string]): Mutation => ({
  ...{ name, names },
  apply: (database) => setProperty(database, match, change),
});

/** Changes of what the questions are about: of properties on their paths, and of relationships that lead elsewhere. */
export const pathMutations: readonly Mutation[] = [
  set('the portal renamed', /Online Banking/, `MATCH ${portal} WITH portal AS x`, 'name', "'portal'"),
  set('the database renamed', /Online Banking/, `MATCH ${onlineDatabase} WITH d AS x`, 'name', "'db'"),
  set(
    ...(['the service renamed', /Online Banking/, "MATCH (x:BusinessService {name: 'Online Banking'})"] as const),
    ...(['name', "'Offline Banking'"] as const),
  ),
  set(
    ...(['the rack of the database renamed', /Online Banking/] as const),
    `MATCH ${onlineDatabase}-[:RUNS_ON]->()-[:RUNS_ON]->()-[:HOSTED_IN]->(x:Rack)`,
    ...(['name', "'fra9-r9999'"] as const),
  ),
  {
    ...{ name: 'the database moved to another machine', names: /Online Banking/ },
    apply: (database) =>
      moveRelationship(
        database,
        `MATCH ${onlineDatabase}-[r:RUNS_ON]->(m) MATCH (b:VirtualMachine) WHERE NOT (d)-[:RUNS_ON]->(b) WITH r, d AS a, b`,
      ),
  },
  {
    ...{ name: 'the portal without its service', names: /Online Banking/ },
    apply: (database) => removeRelationship(database, `MATCH ${portal}-[r:SUPPORTS]->()`),
  },
  set('the switch renamed', /fra1-sw-a-0001/, `MATCH ${firstSwitch} WITH w AS x`, 'name', "'fra1-sw-a-9999'"),
  {
    ...{ name: 'a server connected to a second switch', names: /fra1-sw-a-0001/ },
    apply: (database) =>
      addRelationship(database, `${alone} MATCH (b:NetworkDevice) WHERE b <> w WITH s AS a, b`, 'CONNECTS_TO'),
  },
  {
    ...{ name: 'a server connected to another switch', names: /fra1-sw-a-0001/ },
    apply: (database) => moveRelationship(database, `${alone} MATCH (b:NetworkDevice) WHERE b <> w WITH r, s AS a, b`),
  },
  {
    ...{ name: 'a machine moved from a server of the switch', names: /fra1-sw-a-0001/ },
    apply: (database) =>
      moveRelationship(
        database,
        `${alone} WITH s MATCH (s)<-[r:RUNS_ON]-(a:VirtualMachine) MATCH (b:Server) WHERE NOT (b)-->(:NetworkDevice {name: 'fra1-sw-a-0001'}) WITH r, a, b`,
      ),
  },
  set('the rack renamed', /too few containers/, `MATCH ${firstRack} WITH rack AS x`, 'name', "'fra1-r9999'"),
  set('the containers that an application needs', /too few containers/, lost, 'minUp', '0'),
  set('the containers that an application has', /too few containers/, lost, 'replicas', '9999'),
  {
    ...{ name: 'one application more that requires a lost one', names: /with all that require them/ },
    apply: (database) =>
      addRelationship(
        database,
        `${lost} WITH collect(x) AS lost MATCH (a:Microservice) WHERE NOT EXISTS { (a)-[:DEPENDS_ON {required: true}]->*(needed WHERE needed IN lost) } WITH a, lost[0] AS b`,
        'DEPENDS_ON {required: true}',
      ),
  },
  set('the busiest microservice renamed', /most others depend/, busiest, 'name', "'vault'"),
  {
    ...{ name: 'one user more of the busiest microservice', names: /most others depend/ },
    apply: (database) =>
      addRelationship(
        database,
        `${busiest} MATCH (a:Microservice) WHERE a <> x AND NOT (a)-[:DEPENDS_ON]->(x) WITH a, x AS b`,
        'DEPENDS_ON',
      ),
  },
  {
    ...{ name: 'the way from the portal to it cut', names: /most calls away|DEPENDS_ON/ },
    apply: (database) =>
      removeRelationship(
        database,
        `${busiest} MATCH path = SHORTEST 1 ${portal}-[:DEPENDS_ON]->+(x) WITH relationships(path)[-1] AS r`,
      ),
  },
  {
    ...{ name: 'a closed change moved to what Online Banking needs', names: /closed changes/ },
    apply: (database) =>
      moveRelationship(
        database,
        `MATCH ${portal}-[:DEPENDS_ON]->+(b:Microservice) MATCH (a:Change {state: 'closed'})-[r:CHANGES]->(m) WHERE NOT EXISTS { (portal)-[:DEPENDS_ON]->+(m) } WITH r, a, b ORDER BY a.plannedStart DESC`,
      ),
  },
  set('a single point with a second container', /one container/, single, 'replicas', '2'),
  set('a single point in another environment', /one container/, single, 'environment', "'staging'"),
  {
    ...{ name: 'a server less in the smallest data center', names: /fewest servers/ },
    apply: (database) =>
      moveRelationship(
        database,
        `${smallest} MATCH (b:Rack) WHERE NOT (b)-[:HOSTED_IN]->(center) WITH r, from AS a, b`,
      ),
  },
  set('the last change reopened', /closed changes/, lastChange, 'state', "'new'"),
  set(
    'the last change in another year',
    /closed changes/,
    lastChange,
    'plannedStart',
    'x.plannedStart + duration("P1Y")',
  ),
  set(
    'a change that events followed in another year',
    /events followed/,
    followedChange,
    'plannedStart',
    'x.plannedStart - duration("P1Y")',
  ),
  set('an open event closed', /critical events/, openEvent, 'status', "'CLOSED'"),
  set('a critical event that is a warning', /critical events/, openEvent, 'severity', "'WARNING'"),
  set(
    ...(['a unit of a rack used twice', /used twice/] as const),
    'MATCH (rack:Rack)<-[x:HOSTED_IN]-(:Server), (rack)<-[other:HOSTED_IN]-() WHERE other <> x WITH x, other',
    ...(['rackUnit', 'other.rackUnit'] as const),
  ),
  {
    ...{ name: 'two containers of an application on one machine', names: /share a virtual machine/ },
    apply: (database) =>
      moveRelationship(
        database,
        'MATCH (x)<-[:INSTANCE_OF]-(a:Container)-[r:RUNS_ON]->(), (x)<-[:INSTANCE_OF]-(o:Container)-[:RUNS_ON]->(b) WHERE a <> o WITH r, a, b',
      ),
  },
  set(
    ...(['a microservice of production in another environment', /another environment/] as const),
    "MATCH (:ConfigurationItem {environment: 'production'})-[:DEPENDS_ON]->(x:Microservice)",
    ...(['environment', "'test'"] as const),
  ),
];

/** All of them. */
export const cmdbMutations: readonly Mutation[] = [...typeMutations, ...classMutations, ...pathMutations];
