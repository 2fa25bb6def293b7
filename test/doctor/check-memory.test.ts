import { expect, it } from 'vitest';
import { evaluateMemory, probeMemory } from '../../src/doctor/check-memory.ts';

it.each([
  ['enough', { total: 16e9, available: 9e9, limit: undefined }, 'ok', '16.0 GB of memory; 9.0 GB free'],
  ['little', { total: 16e9, available: 1e9, limit: undefined }, 'warning', '16.0 GB of memory; 1.0 GB free'],
  [
    'a container with little',
    { total: 16e9, available: 0.5e9, limit: 1e9 },
    'warning',
    '16.0 GB of memory, limited to 1.0 GB for this container; 500.0 MB free',
  ],
])('%s memory', (_what, facts, status, message) => {
  expect(evaluateMemory(facts)).toMatchObject([{ status, message }]);
});

it('the memory of this machine is measured in bytes', () => {
  const { total, available } = probeMemory();
  expect(total).toBeGreaterThan(1e8);
  expect(available).toBeLessThanOrEqual(total);
});
