import { describe, expect, it } from 'vitest';
import { isComplaint, readAdminLine, readPartialLine } from '../../../src/import/admin/output.ts';

// Lines as 5.26.30 and 2026.08.1 print them.
describe('readAdminLine', () => {
  it.each([
    ['(1/4) Node import 2026-11-24 10:35:36.135+0000', { kind: 'stage', number: 1, of: 4, name: 'Node import' }],
    [
      '(3/4) Relationship linking 2026-11-24 10:36:07.175+0000',
      { kind: 'stage', number: 3, of: 4, name: 'Relationship linking' },
    ],
    [
      '.......... .......... .......... .......... ..........   5% ∆2s 319ms [2s 319ms]',
      { kind: 'percent', percent: 5 },
    ],
    [
      '-......... .......... .......... .......... ..........  15% ∆677ms [1s 765ms] ',
      { kind: 'percent', percent: 15 },
    ],
    [
      '.......... .......... .......... .......... .......... 100% ∆136ms [8s 153ms]',
      { kind: 'percent', percent: 100 },
    ],
    ['  500000 nodes', { kind: 'count', name: 'nodes', count: 500_000 }],
    ['  1472362 relationships', { kind: 'count', name: 'relationships', count: 1_472_362 }],
    ['  10656813 properties', { kind: 'count', name: 'properties', count: 10_656_813 }],
  ])('reads `%s`', (line, report) => {
    expect(readAdminLine(line)).toEqual(report);
  });

  it.each([
    '',
    'Imported:',
    'IMPORT DONE in 15s 417ms. ',
    '  Estimated number of nodes: 501.33 k',
    '  /tmp/estate/Server-000.csv',
    "  Property type of 'port' normalized from 'int' --> 'long' in /tmp/estate/Microservice-header.csv",
  ])('ignores `%s`', (line) => {
    expect(readAdminLine(line)).toBeUndefined();
  });
});

describe('readPartialLine', () => {
  it.each([
    ['', 0],
    ['...', 0.3],
    ['.......... .......... .....', 2.5],
    ['-......... ', 1],
    ['Node import', 0],
  ])('counts a tenth of a percent for each dot of `%s`', (line, percent) => {
    expect(readPartialLine(line)).toBeCloseTo(percent);
  });
});

describe('isComplaint', () => {
  it.each([
    "Unknown option: '--no-such-option'",
    'Caused by: java.io.IOException: No space left on device',
    "File 'neo4j' doesn't exist",
  ])('is true for `%s`', (line) => {
    expect(isComplaint(line)).toBe(true);
  });

  it.each([
    'Node import COMPLETED in 8s 157ms',
    'Error in input data',
    "Run with '--verbose' for a more detailed error message.",
    '\tat java.base/java.lang.Exception.run(X.java:1)',
  ])('is false for `%s`', (line) => {
    expect(isComplaint(line)).toBe(false);
  });
});
