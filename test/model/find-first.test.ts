import { expect, it } from 'vitest';
import { findFirst } from '../../src/model/find-first.ts';

it('finds the first number that fits, and the count where none does', () => {
  for (let count = 0; count < 40; count++) {
    for (let first = 0; first <= count; first++) expect(findFirst(count, (number) => number >= first)).toBe(first);
  }
  const far = 2 ** 50 + 1;
  expect(findFirst(2 ** 51, (number) => number >= far)).toBe(far);
});
