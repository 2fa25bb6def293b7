import { describe, expect, it } from 'vitest';
import { formatSeconds, formatTable } from '../../../src/cli/output/format.ts';

describe('output for people', () => {
  it.each([
    [0.04, '0.0 s'],
    [9.94, '9.9 s'],
    [9.96, '10 s'],
    [59.6, '1 min 0 s'],
    [200, '3 min 20 s'],
    [3_599, '59 min 59 s'],
    [3_600, '1 h 0 min'],
    [36_059, '10 h 0 min'],
  ])('shows %d seconds as `%s`', (seconds, text) => {
    expect(formatSeconds(seconds)).toBe(text);
  });

  it('aligns numbers to the right and text to the left', () => {
    const rows = [
      ['nodes', 1_000, 'of 1,000'],
      ['nodes of Region', 2, 'of 2'],
    ];
    expect(formatTable(rows)).toBe('nodes            1,000  of 1,000\nnodes of Region      2  of 2\n');
  });
});
