import { describe, expect, it } from 'vitest';
import { ByteBuffer, readText } from '../../../src/model/byte-buffer.ts';
import type { Column, ColumnContext } from '../../../src/model/column/column.ts';
import { vocabulary } from '../../../src/model/vocabulary.ts';
import { cityCode } from '../../../src/models/cmdb/cities.ts';
import { componentName } from '../../../src/models/cmdb/columns/component-name.ts';
import { formatPrefix, networkAddress } from '../../../src/models/cmdb/columns/network-address.ts';
import { siteName } from '../../../src/models/cmdb/columns/site-name.ts';
import { longHosts } from '../../../src/models/cmdb/structure/addresses.ts';

const context = { ownId: { prefix: 'ms', digits: 6 } } as ColumnContext; // these columns ask for nothing else

/** What a column writes, which is also what it reads, and touches no byte beyond its `maxBytes`. */
function show<Cell extends readonly unknown[]>(column: Column<Cell, string>, ...cell: Cell): string {
  const out = new ByteBuffer(column.maxBytes);
  column.writer(out, context)(...cell);
  const text = readText(out.bytes, 0, out.position);
  expect(text).toBe(`${column.reader(context)(...cell)},`);
  return text.slice(0, -1);
}

const starts = vocabulary('banking', 'online-banking');
const components = vocabulary('ledger', 'portal');

describe('the name of an application', () => {
  const column = componentName(starts, components);
  const [banking, named] = [starts.code('banking'), starts.code('online-banking')];

  it('has as many digits as the id', () => {
    expect(show(column, banking, components.code('ledger'), 123)).toBe('banking-ledger-000123');
  });

  it('has no number if there is none', () => {
    expect(show(column, named, components.code('portal'), null)).toBe('online-banking-portal');
  });

  it('refuses a number that is not whole', () => {
    expect(() => column.refuse!(banking, banking, 1.5)).toThrow('Expected a whole number, got `1.5`');
  });

  it('refuses words that need quotes', () => {
    expect(() => componentName(starts, vocabulary('a,b'))).toThrow('a,b');
  });
});

describe('the name of what stands in a data center', () => {
  const words = vocabulary('pd', '-r');

  it.each([
    ['pd', 5, 1, 'fra1pd00001'],
    ['pd', 5, 1_234_567, 'fra1pd1234567'],
    ['-r', 4, 12, 'fra1-r0012'],
  ] as const)('has the word %s and at least %i digits for %i: %s', (word, digits, number, name) => {
    expect(show(siteName(words, digits), cityCode.code('fra'), 1, words.code(word), number)).toBe(name);
  });
});

describe('an address', () => {
  it.each([
    [0x0a00_0008, '10.0.0.8'],
    [2 ** 32 + 8, 'fd00::8'],
    [2 ** 32 + longHosts + 16, 'fd00:0:1::10'],
    [2 ** 32 + 65_537 * longHosts + 5, 'fd00:1:1::5'],
    [2 ** 32 + 31 * longHosts + longHosts / 2 + 5, 'fd00:0:1f::8:0:5'],
  ])('of the number %i is %s', (address, text) => {
    expect(show(networkAddress(), address)).toBe(text);
  });

  it.each([
    [0x0a04_0000, 18, '10.4.0.0/14'],
    [2 ** 32, 80, 'fd00::/48'],
    [2 ** 32 + 31 * longHosts, 80, 'fd00:0:1f::/48'],
  ])('begins a network, %i with %i bits: %s', (network, hostBits, text) => {
    expect(formatPrefix(network, hostBits)).toBe(text);
  });
});
