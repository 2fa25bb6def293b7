import { describe, expect, it } from 'vitest';
import { createGraph } from '../../src/export/create-graph.ts';
import { listLoadedTables } from '../../src/load/loaded-table.ts';
import { listSteps, numberSteps } from '../../src/load/number-steps.ts';
import type { Progress, StepName } from '../../src/progress/progress.ts';

const tables = listLoadedTables(createGraph({ scale: 20 }));
const schema = { before: true, after: true };

describe('the steps of a load', () => {
  it('are those that report progress', () => {
    const all: readonly StepName[] = [
      'schema',
      'load-nodes',
      'load-relationships',
      'events',
      'schema',
      'remove-surplus',
      'verify',
      'verify-rows',
    ];
    expect(listSteps({ tables, schema, merge: true, full: true })).toEqual(all);
    const none = { before: false, after: false };
    const withoutEvents = listLoadedTables(createGraph({ scale: 20, events: 0 }));
    expect(listSteps({ tables: withoutEvents, schema: none, merge: false, full: false })).toEqual([
      'load-nodes',
      'load-relationships',
      'verify',
    ]);
  });

  it('are numbered in their order, also where one of them comes twice or is left out', () => {
    const places: unknown[] = [];
    const listener = numberSteps(
      ({ position }) => places.push(position?.number),
      listSteps({ tables, schema, merge: false, full: false }),
    )!;
    const reported: readonly StepName[] = [
      'schema',
      'load-nodes',
      'load-nodes',
      'events',
      'schema',
      'find-row',
      'verify',
    ];
    for (const step of reported) listener({ step } as Progress);
    expect(places).toEqual([1, 2, 2, 4, 5, undefined, 6]);
  });

  it('need no listener', () => {
    expect(numberSteps(undefined, [])).toBeUndefined();
  });
});
