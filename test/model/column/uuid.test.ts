import { describe, expect, it } from 'vitest';
import { uuid } from '../../../src/model/column/uuid.ts';
import { readCell, writeCell } from './cell.ts';

const form = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('uuid', () => {
  it('is the same for the same seed, name and number, on every machine', () => {
    expect(writeCell(uuid('Person'), 0)).toMatchInlineSnapshot(`"34ad325c-09a1-4dde-b10b-5ba0bda3c841,"`);
    expect(writeCell(uuid('Person'), 2 ** 53 - 1)).toMatchInlineSnapshot(`"fa172633-af64-4f35-926d-5fc1eafec644,"`);
  });

  it('has the form of version 4, and is different for every number', () => {
    const numbers = Array.from({ length: 20_000 }, (_, index) => index);
    const wide = numbers.map((number) => number * 2 ** 32 + (number % 7));
    const found = new Set([...numbers, ...wide].map((number) => readCell(uuid('Person'), number) as string));
    expect(found.size).toBe(new Set([...numbers, ...wide]).size);
    expect([...found].filter((value) => !form.test(value))).toEqual([]);
  });

  it('is different for every name', () => {
    const numbers = Array.from({ length: 5_000 }, (_, index) => index);
    const [person, order] = ['Person', 'Order'].map((name) => numbers.map((number) => readCell(uuid(name), number)));
    expect(new Set([...person!, ...order!]).size).toBe(10_000);
  });

  it('has digits that are all equally frequent', () => {
    const counts = new Map<string, number>();
    for (let number = 0; number < 4_000; number++) {
      const digits = (readCell(uuid('Person'), number) as string)
        .replace(/^(.{14})4(...-)./, '$1$2')
        .replaceAll('-', '');
      for (const digit of digits) counts.set(digit, (counts.get(digit) ?? 0) + 1);
    }
    const expected = (4_000 * 30) / 16;
    for (const count of counts.values()) expect(Math.abs(count / expected - 1)).toBeLessThan(0.05);
    expect(counts.size).toBe(16);
  });

  it.each([-1, 0.5, 2 ** 53, Number.NaN])('refuses the number %d', (number) => {
    expect(() => writeCell(uuid('Person'), number)).toThrow(
      `Expected the number of a UUID from 0 to 2^53 - 1, got \`${number}\``,
    );
  });

  it.each(['', 'x', '00000000-0000-1000-8000-000000000000', '00000000-0000-4000-c000-000000000000'])(
    'is not `%s`',
    (text) => {
      const bytes = Buffer.from(text);
      expect(uuid('Person').holds(bytes, 0, bytes.length)).toBe(false);
    },
  );
});
