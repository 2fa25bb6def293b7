// What applications need.
import type { SampleQuery } from '../../../model/model.ts';
import { applicationLabels } from '../structure/layout.ts';
import { type Ci, type EstateReader, findNamed, isRequired, keyOf, neighbours, readEstate } from './estate-reader.ts';

/** The service that most questions are about. */
export const service = 'Online Banking';
const portal = 'online-banking-portal';

const busiest = 'MATCH (m:Microservice) WITH m ORDER BY count { (m)<-[:DEPENDS_ON]-() } DESC, m.id LIMIT 1';

export const pathQuery: SampleQuery = {
  question: `What does ${service} run on, from the service down to the data center?`,
  cypher: `MATCH (:BusinessService {name: '${service}'})<-[:SUPPORTS]-(a:WebApplication {name: '${portal}'})-[:DEPENDS_ON]->(d:Database)
MATCH (d)-[:RUNS_ON]->(m:VirtualMachine)-[:RUNS_ON]->(h:Server)-[:HOSTED_IN]->(r:Rack)-[:HOSTED_IN]->(c:DataCenter)
RETURN a.name AS application, d.name AS database, m.name AS machine, h.name AS server, r.name AS rack, c.name AS center`,
  picture: `MATCH path = (:BusinessService {name: '${service}'})<-[:SUPPORTS]-(:WebApplication {name: '${portal}'})-[:DEPENDS_ON]->(:Database)
  -[:RUNS_ON]->(:VirtualMachine)-[:RUNS_ON]->(:Server)-[:HOSTED_IN]->(:Rack)-[:HOSTED_IN]->(:DataCenter)
RETURN path`,
  answer(graph) {
    const estate = readEstate(graph);
    const application = findNamed(estate, portal);
    if (application === undefined) return [];
    const [database] = estate.links('WebApplication', 'DEPENDS_ON', 'Database').targetsOf(application);
    const [machine] = estate.links('Database', 'RUNS_ON', 'VirtualMachine').targetsOf(database!);
    const [server] = estate.links('VirtualMachine', 'RUNS_ON', 'Server').targetsOf(machine!);
    const [rack] = estate.links('Server', 'HOSTED_IN', 'Rack').targetsOf(server!);
    const [center] = estate.links('Rack', 'HOSTED_IN', 'DataCenter').targetsOf(rack!);
    const nameOf = (...[label, number]: Parameters<EstateReader['read']>): string =>
      String(estate.read(label, number)['name']);
    return [
      {
        application: portal,
        database: nameOf('Database', database!),
        machine: nameOf('VirtualMachine', machine!),
        server: nameOf('Server', server!),
        rack: nameOf('Rack', rack!),
        center: nameOf('DataCenter', center!),
      },
    ];
  },
};

export const dependedQuery: SampleQuery = {
  question: 'Which microservice do most others depend on?',
  cypher: `MATCH (m:Microservice) WITH m, count { (m)<-[:DEPENDS_ON]-() } AS users
RETURN m.id AS service, m.name AS name, users ORDER BY users DESC, service LIMIT 1`,
  picture: `${busiest}
MATCH path = (m)<-[:DEPENDS_ON]-(user) WITH user.type AS type, path ORDER BY user.id
WITH type, collect(path)[..8] AS paths UNWIND paths AS path RETURN path`,
  answer(graph) {
    const estate = readEstate(graph);
    const [most] = listUsers(estate).sort((a, b) => b.users - a.users || a.number - b.number);
    if (!most) return [];
    const { number, users } = most;
    const name = String(estate.read('Microservice', number)['name']);
    return [{ service: estate.id('Microservice', number), name, users }];
  },
};

const calledByPortal = `MATCH path = SHORTEST 1 (:WebApplication {name: '${portal}'})-[:DEPENDS_ON]->+(m:Microservice)
WITH m, length(path) AS calls`;

export const chainQuery: SampleQuery = {
  question: `Which microservice that the portal of ${service} needs is the most calls away?`,
  cypher: `${calledByPortal} RETURN m.id AS service, m.name AS name, calls ORDER BY calls DESC, service LIMIT 1`,
  picture: `${calledByPortal} ORDER BY calls DESC, m.id LIMIT 1
MATCH path = ALL SHORTEST (:WebApplication {name: '${portal}'})-[:DEPENDS_ON]->+(m) RETURN path LIMIT 20`,
  answer(graph) {
    const estate = readEstate(graph);
    const start = findNamed(estate, portal);
    if (start === undefined) return [];
    const distances = measureDistances(estate, { label: 'WebApplication', number: start });
    const [farthest] = [...distances.values()]
      .filter(({ ci }) => ci.label === 'Microservice')
      .sort((a, b) => b.calls - a.calls || a.ci.number - b.ci.number);
    if (!farthest) return [];
    const { ci, calls } = farthest;
    const name = String(estate.read('Microservice', ci.number)['name']);
    return [{ service: estate.id('Microservice', ci.number), name, calls }];
  },
};

export const singlePointQuery: SampleQuery = {
  question: 'How many microservices of production have one container, and two or more applications that require them?',
  cypher: `MATCH (m:Microservice {environment: 'production', replicas: 1})
WHERE count { (m)<-[:DEPENDS_ON {required: true}]-() } >= 2 RETURN count(m) AS services`,
  picture: `MATCH (m:Microservice {environment: 'production', replicas: 1})
WHERE count { (m)<-[:DEPENDS_ON {required: true}]-() } >= 2 WITH m ORDER BY m.id LIMIT 4
MATCH path = (m)<-[:DEPENDS_ON {required: true}]-(user) WITH m, path ORDER BY user.id
WITH m, collect(path)[..10] AS paths UNWIND paths AS path
OPTIONAL MATCH instance = (m)<-[:INSTANCE_OF]-()-[:RUNS_ON]->()-[:RUNS_ON]->()
RETURN path, instance`,
  answer(graph) {
    const estate = readEstate(graph);
    const containers = estate.links('Container', 'INSTANCE_OF', 'Microservice');
    const found = listUsers(estate).filter(({ number, users }) => {
      if (users < 2 || containers.degree('target', number) !== 1) return false;
      const ci: Ci = { label: 'Microservice', number };
      let required = 0;
      for (const user of neighbours(estate, ci, 'target')) required += Number(isRequired(estate, user, ci));
      return required >= 2 && estate.read('Microservice', number)['environment'] === 'production';
    });
    return [{ services: found.length }];
  },
};

/** Every microservice with the number of its users. */
function listUsers(estate: EstateReader): { readonly number: number; readonly users: number }[] {
  const links = applicationLabels.map((label) => estate.links(label, 'DEPENDS_ON', 'Microservice'));
  return Array.from({ length: estate.count('Microservice') }, (_, number) => ({
    number,
    users: links.reduce((sum, link) => sum + link.degree('target', number), 0),
  }));
}

/** The applications and databases that a CI needs, directly or not, with how many calls away they are. */
function measureDistances(estate: EstateReader, start: Ci): ReadonlyMap<string, { readonly ci: Ci; calls: number }> {
  const distances = new Map<string, { readonly ci: Ci; calls: number }>();
  let wave: readonly Ci[] = [start];
  for (let calls = 1; wave.length > 0; calls++) {
    const next: Ci[] = [];
    for (const source of wave) {
      for (const ci of neighbours(estate, source, 'source')) {
        const key = keyOf(ci);
        if (distances.has(key)) continue;
        distances.set(key, { ci, calls });
        next.push(ci);
      }
    }
    wave = next;
  }
  return distances;
}
