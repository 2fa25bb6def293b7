// What breaks when something fails.
import type { SampleQuery } from '../../../model/model.ts';
import { countNeeded } from '../structure/instances.ts';
import {
  applicationOf,
  type Ci,
  type EstateReader,
  findNamed,
  isRequired,
  keyOf,
  neighbours,
  readEstate,
} from './estate-reader.ts';

/** The switch A of the first rack. */
const switchName = 'fra1-sw-a-0001';
/** The first rack. Without it, some applications have too few containers at every scale from 100 CIs up. */
const rackName = 'fra1-r0001';

const switchPattern = `MATCH (x:NetworkDevice {name: '${switchName}'})<-[:CONNECTS_TO]-(s:Server)
WHERE NOT EXISTS { (s)-[:CONNECTS_TO]->(other:NetworkDevice) WHERE other <> x }`;

const lostPattern = `MATCH (:Rack {name: '${rackName}'})<-[:HOSTED_IN]-(:Server)<-[:RUNS_ON]-(:VirtualMachine)<-[:RUNS_ON]-(c:Container)-[:INSTANCE_OF]->(a)
WITH a, count(DISTINCT c) AS lost WHERE a.replicas - lost < a.minUp`;

export const switchQuery: SampleQuery = {
  question: `How many servers, virtual machines and containers hang on the switch ${switchName} alone?`,
  cypher: `${switchPattern}
OPTIONAL MATCH (s)<-[:RUNS_ON]-(m:VirtualMachine) OPTIONAL MATCH (m)<-[:RUNS_ON]-(c:Container)
RETURN count(DISTINCT s) AS servers, count(DISTINCT m) AS machines, count(DISTINCT c) AS containers`,
  picture: `MATCH path = (x:NetworkDevice {name: '${switchName}'})<-[:CONNECTS_TO]-(s:Server)
WHERE NOT EXISTS { (s)-[:CONNECTS_TO]->(other:NetworkDevice) WHERE other <> x }
OPTIONAL MATCH guests = (s)<-[:RUNS_ON]-(:VirtualMachine)(()<-[:RUNS_ON]-(:Container)){0,1}
RETURN path, guests LIMIT 60`,
  answer(graph) {
    const { servers, machines, containers } = findCutOff(readEstate(graph));
    return [{ servers: servers.length, machines: machines.length, containers: containers.length }];
  },
};

export const applicationLossQuery: SampleQuery = {
  question: `How many applications have too few containers left without the rack ${rackName}?`,
  cypher: `${lostPattern}
RETURN count(a) AS applications`,
  picture: `${lostPattern}
WITH a ORDER BY a.id LIMIT 6
MATCH path = (a)<-[:INSTANCE_OF]-(:Container)-[:RUNS_ON]->(:VirtualMachine)-[:RUNS_ON]->(:Server)-[:HOSTED_IN]->(:Rack)
RETURN path LIMIT 24`,
  answer: (graph) => [{ applications: findLost(readEstate(graph)).length }],
};

export const requiringQuery: SampleQuery = {
  question: `How many applications fail without the containers of the rack ${rackName}, with all that require them?`,
  cypher: `${lostPattern}
MATCH (a)((required)<-[:DEPENDS_ON {required: true}]-(user))*(failed)
RETURN count(DISTINCT failed) AS applications`,
  picture: `${lostPattern}
MATCH path = SHORTEST 1 (a)(()<-[:DEPENDS_ON {required: true}]-())*(failed)
WITH failed, a, path ORDER BY length(path), a.id
WITH failed, head(collect(a)) AS a, head(collect(path)) AS path
OPTIONAL MATCH host = (a)<-[:INSTANCE_OF]-()-[:RUNS_ON]->()-[:RUNS_ON]->()-[:HOSTED_IN]->(:Rack {name: '${rackName}'})
WHERE a = failed
RETURN path, host ORDER BY length(path), failed.id LIMIT 60`,
  answer(graph) {
    const estate = readEstate(graph);
    const failed = new Map(findLost(estate).map((ci) => [keyOf(ci), ci]));
    for (const ci of failed.values()) {
      for (const user of neighbours(estate, ci, 'target')) {
        if (isRequired(estate, user, ci)) failed.set(keyOf(user), user); // a map visits what is added
      }
    }
    return [{ applications: failed.size }];
  },
};

const firmwarePattern = `MATCH (x:NetworkDevice {name: '${switchName}'})
MATCH (d:NetworkDevice {model: x.model, firmware: x.firmware})-[:HOSTED_IN]->(:Rack)-[:HOSTED_IN]->(c:DataCenter)`;

export const firmwareQuery: SampleQuery = {
  question: `Where are most devices with the model and the firmware of ${switchName}, and how many servers are connected to them?`,
  cypher: `${firmwarePattern}
OPTIONAL MATCH (d)<-[:CONNECTS_TO]-(s:Server)
RETURN c.id AS center, c.name AS name, count(DISTINCT d) AS devices, count(DISTINCT s) AS servers ORDER BY devices DESC, center LIMIT 3`,
  picture: `${firmwarePattern}
WITH x, c, count(d) AS devices ORDER BY devices DESC, c.id LIMIT 3
MATCH path = (d:NetworkDevice {model: x.model, firmware: x.firmware})-[:HOSTED_IN]->(:Rack)-[:HOSTED_IN]->(c)
WITH c, path ORDER BY d.id WITH c, collect(path)[..12] AS paths UNWIND paths AS path RETURN path`,
  answer(graph) {
    const estate = readEstate(graph);
    const first = findNamed(estate, switchName);
    if (first === undefined) return [];
    const wanted = estate.read('NetworkDevice', first);
    const racks = estate.links('NetworkDevice', 'HOSTED_IN', 'Rack');
    const centers = estate.links('Rack', 'HOSTED_IN', 'DataCenter');
    const connections = estate.links('Server', 'CONNECTS_TO', 'NetworkDevice');
    const counts = new Map<number, { devices: number; readonly servers: Set<number> }>();
    for (let device = 0; device < estate.count('NetworkDevice'); device++) {
      const { model, firmware } = estate.read('NetworkDevice', device);
      if (model !== wanted['model'] || firmware !== wanted['firmware']) continue;
      for (const rack of racks.targetsOf(device)) {
        for (const center of centers.targetsOf(rack)) {
          const found = counts.get(center) ?? { devices: 0, servers: new Set() };
          counts.set(center, found);
          found.devices++;
          for (const server of connections.sourcesOf(device)) found.servers.add(server);
        }
      }
    }
    return [...counts]
      .sort(([a, x], [b, y]) => y.devices - x.devices || a - b)
      .slice(0, 3)
      .map(([center, { devices, servers }]) => ({
        center: estate.id('DataCenter', center),
        name: nameOf(estate, center),
        devices,
        servers: servers.size,
      }));
  },
};

export const siteLossQuery: SampleQuery = {
  question: 'Which data center has the fewest servers, and how many applications have no container elsewhere?',
  cypher: `MATCH (d:DataCenter)<-[:HOSTED_IN]-(:Rack)<-[:HOSTED_IN]-(s:Server)
WITH d, count(s) AS servers ORDER BY servers, d.id LIMIT 1
OPTIONAL MATCH (d)<-[:HOSTED_IN]-(:Rack)<-[:HOSTED_IN]-(:Server)<-[:RUNS_ON]-()<-[:RUNS_ON]-(c:Container)-[:INSTANCE_OF]->(a)
WITH d, servers, a, count(c) AS here
RETURN d.id AS center, d.name AS name, servers, sum(CASE WHEN here = a.replicas THEN 1 ELSE 0 END) AS applications`,
  picture: `MATCH (d:DataCenter)<-[:HOSTED_IN]-(:Rack)<-[:HOSTED_IN]-(s:Server)
WITH d, count(s) AS servers ORDER BY servers, d.id LIMIT 1
MATCH (d)<-[:HOSTED_IN]-(:Rack)<-[:HOSTED_IN]-(:Server)<-[:RUNS_ON]-()<-[:RUNS_ON]-(c:Container)-[:INSTANCE_OF]->(a)
WITH d, a, count(c) AS here WHERE here = a.replicas WITH d, a ORDER BY a.id LIMIT 6
MATCH path = (a)<-[:INSTANCE_OF]-(:Container)-[:RUNS_ON]->()-[:RUNS_ON]->(:Server)-[:HOSTED_IN]->(:Rack)-[:HOSTED_IN]->(d)
RETURN path LIMIT 22`,
  answer(graph) {
    const estate = readEstate(graph);
    const racks = estate.links('Rack', 'HOSTED_IN', 'DataCenter');
    const places = estate.links('Server', 'HOSTED_IN', 'Rack');
    const serversIn = (center: number): readonly number[] =>
      [...racks.sourcesOf(center)].flatMap((rack) => [...places.sourcesOf(rack)]);
    const [smallest] = Array.from({ length: estate.count('DataCenter') }, (_, center) => ({
      center,
      servers: serversIn(center),
    }))
      .filter(({ servers }) => servers.length > 0)
      .sort((a, b) => a.servers.length - b.servers.length || a.center - b.center);
    if (!smallest) return [];
    const { center, servers } = smallest;
    const here = countByApplication(
      estate,
      servers.flatMap((server) => containersOn(estate, server)),
    );
    const lost = here.filter(({ ci, containers }) => containers === countReplicas(estate, ci));
    return [
      {
        center: estate.id('DataCenter', center),
        name: nameOf(estate, center),
        servers: servers.length,
        applications: lost.length,
      },
    ];
  },
};

/** What is connected to the switch and to no other one. */
function findCutOff(estate: EstateReader) {
  const device = findNamed(estate, switchName);
  if (device === undefined) return { servers: [], machines: [], containers: [] };
  const connections = estate.links('Server', 'CONNECTS_TO', 'NetworkDevice');
  const hosts = estate.links('VirtualMachine', 'RUNS_ON', 'Server');
  const servers = [...connections.sourcesOf(device)].filter((server) => connections.degree('source', server) === 1);
  const machines = servers.flatMap((server) => [...hosts.sourcesOf(server)]);
  return { servers, machines, containers: servers.flatMap((server) => containersOn(estate, server)) };
}

function containersOn(estate: EstateReader, server: number): readonly number[] {
  const containers = estate.links('Container', 'RUNS_ON', 'VirtualMachine');
  return [...estate.links('VirtualMachine', 'RUNS_ON', 'Server').sourcesOf(server)].flatMap((machine) => [
    ...containers.sourcesOf(machine),
  ]);
}

/** The applications that have too few containers without the rack. */
function findLost(estate: EstateReader): readonly Ci[] {
  const rack = findNamed(estate, rackName);
  if (rack === undefined) return [];
  const servers = [...estate.links('Server', 'HOSTED_IN', 'Rack').sourcesOf(rack)];
  const containers = servers.flatMap((server) => containersOn(estate, server));
  return countByApplication(estate, containers)
    .filter(({ ci, containers }) => {
      const replicas = countReplicas(estate, ci);
      return replicas - containers < countNeeded(replicas);
    })
    .map(({ ci }) => ci);
}

function countByApplication(estate: EstateReader, containers: readonly number[]) {
  const counts = new Map<string, { readonly ci: Ci; containers: number }>();
  for (const container of containers) {
    const ci = applicationOf(estate, container);
    const found = counts.get(keyOf(ci)) ?? { ci, containers: 0 };
    found.containers++;
    counts.set(keyOf(ci), found);
  }
  return [...counts.values()];
}

function countReplicas(estate: EstateReader, { label, number }: Ci): number {
  return estate.links('Container', 'INSTANCE_OF', label).degree('target', number);
}

function nameOf(estate: EstateReader, center: number): string {
  return String(estate.read('DataCenter', center)['name']);
}
