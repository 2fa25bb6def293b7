import { expect, it } from 'vitest';
import { type Measured, toFigures } from '../../src/bench/figures.ts';

const scale = { name: '1000', nodes: 1_000, relationships: 3_000 };

const measured: Measured = {
  ...{ nodes: 1_000, relationships: 3_000, seconds: 10, clientCpu: 40_000, serverCpu: 400_000 },
  stages: {
    nodes: { seconds: 2, clientCpu: 10_000, serverCpu: 100_000 },
    relationships: { seconds: 6, clientCpu: 24_000 },
    schema: { seconds: 1 },
  },
  ...{ queries: 5, clientMemory: 100e6 },
};

it('divides rows by seconds, and processor time by rows', () => {
  expect(toFigures(measured, scale)).toEqual({
    ...{ seconds: 10, nodeSeconds: 2, relationshipSeconds: 6, schemaSeconds: 1 },
    ...{ rowsPerSecond: 400, nodesPerSecond: 500, relationshipsPerSecond: 500 },
    ...{ clientCpuPerRow: 10, serverCpuPerRow: 100 },
    ...{ clientCpuPerNode: 10, serverCpuPerNode: 100, clientCpuPerRelationship: 8 },
    ...{ queries: 5, clientMemory: 100e6 },
  });
});

it('extrapolates from the second half of the rows, which the server creates at its final speed', () => {
  const part: Measured = {
    ...{ nodes: 100, relationships: 300, seconds: 10, clientCpu: 4_000, clientMemory: 100e6, queries: 400 },
    stages: { nodes: { seconds: 3 }, relationships: { seconds: 6 }, schema: { seconds: 1 } },
    secondHalf: { nodes: 1, relationships: 1.5 },
  };
  expect(toFigures(part, scale)).toMatchObject({
    nodeSeconds: 3 + 900 * (1 / 50),
    relationshipSeconds: 6 + 2_700 * (1.5 / 150),
    seconds: 10 + 18 + 27,
    rowsPerSecond: 4_000 / 55,
    schemaSeconds: 1,
    queries: 4_000,
    clientCpuPerRow: 10,
  });
});

it('leaves out what was not measured', () => {
  const { stages: _, queries: _none, serverCpu: _nor, ...whole } = measured;
  const figures = toFigures({ ...whole, stages: { schema: { seconds: 1 } }, unavailableSeconds: 4 }, scale);
  expect(Object.keys(figures).toSorted()).toEqual([
    ...['clientCpuPerRow', 'clientMemory', 'rowsPerSecond', 'schemaSeconds', 'seconds', 'unavailableSeconds'],
  ]);
});
