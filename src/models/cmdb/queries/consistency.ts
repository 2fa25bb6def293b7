// What no row of a consistent graph breaks. Without dirt, the answers are 0.
import type { SampleQuery } from '../../../model/model.ts';
import { createRecordReader } from '../../../model/record.ts';
import type { GraphTables } from '../../../model/table.ts';
import type { CiLabel } from '../classes.ts';
import { applicationLabels } from '../structure/layout.ts';
import { type EstateReader, readEstate } from './estate-reader.ts';

export const consistencyQueries: readonly SampleQuery[] = [
  {
    question: 'How many units of racks are used twice? A consistent graph has 0.',
    cypher: `MATCH (r:Rack)<-[h:HOSTED_IN]-() WITH r, h.rackUnit AS unit, count(*) AS things WHERE things > 1
RETURN count(*) AS units`,
    answer: (graph) => [{ units: countRepeatedUnits(graph) }],
  },
  {
    question: 'How many pairs of containers of one application share a virtual machine? A consistent graph has 0.',
    cypher: `MATCH (a)<-[:INSTANCE_OF]-(c:Container)-[:RUNS_ON]->(m)<-[:RUNS_ON]-(other:Container)-[:INSTANCE_OF]->(a)
WHERE c.id < other.id RETURN count(*) AS pairs`,
    answer: (graph) => [{ pairs: countSharedMachines(readEstate(graph)) }],
  },
  {
    question: 'How many dependencies of production lead to another environment? A consistent graph has 0.',
    cypher: `MATCH (a:ConfigurationItem {environment: 'production'})-[:DEPENDS_ON]->(b) WHERE b.environment <> 'production' RETURN count(*) AS dependencies`,
    answer: (graph) => [
      {
        dependencies: countDependencies(readEstate(graph), 'environment', (a, b) => a === 'production' && b !== a),
      },
    ],
  },
];

/** Pairs of a rack and a unit that more than one thing has. */
function countRepeatedUnits(graph: GraphTables): number {
  const racks = graph.nodes.find(({ name }) => name === 'Rack')!;
  const table = graph.relationships.find(({ name }) => name === 'HOSTED_IN')!;
  const read = createRecordReader(table);
  const counts = new Map<string, number>();
  for (let row = 0; row < table.count; row++) {
    const { ends, properties } = read(row);
    const rack = ends![1];
    if (rack < racks.base || rack >= racks.base + racks.count) continue;
    const key = `${rack} ${properties['rackUnit']}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts.values()].filter((count) => count > 1).length;
}

/** The containers of an application are neighbours, so those of each are looked at together. */
function countSharedMachines(estate: EstateReader): number {
  const machines = estate.links('Container', 'RUNS_ON', 'VirtualMachine');
  let pairs = 0;
  for (const label of applicationLabels) {
    const instances = estate.links('Container', 'INSTANCE_OF', label);
    for (let application = 0; application < estate.count(label); application++) {
      const seen = new Map<number, number>();
      for (const container of instances.sourcesOf(application)) {
        for (const machine of machines.targetsOf(container)) {
          pairs += seen.get(machine) ?? 0;
          seen.set(machine, (seen.get(machine) ?? 0) + 1);
        }
      }
    }
  }
  return pairs;
}

/** Rows of DEPENDS_ON whose ends have values that break a rule. */
function countDependencies(
  estate: EstateReader,
  property: string,
  isBroken: (source: unknown, target: unknown) => boolean,
): number {
  const values = new Map<string, readonly unknown[]>();
  const valuesOf = (label: CiLabel): readonly unknown[] => {
    const found =
      values.get(label) ??
      Array.from({ length: estate.count(label) }, (_, number) => estate.read(label, number)[property]);
    values.set(label, found);
    return found;
  };
  let broken = 0;
  for (const { from, to, links } of estate.graph.relationships.find(({ name }) => name === 'DEPENDS_ON')!.sections!) {
    const [sources, targets] = [valuesOf(from as CiLabel), valuesOf(to as CiLabel)];
    for (let row = 0; row < links.rows; row++) {
      if (isBroken(sources[links.source(row)], targets[links.target(row)])) broken++;
    }
  }
  return broken;
}
