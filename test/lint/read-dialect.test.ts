import { expect, it } from 'vitest';
import { readDialect } from '../../src/lint/read-dialect.ts';

it.each(['0', '1', '3', '1023.5m', '1g', '99999999999999999999', '4t', ''])(
  'refuses `%s` as a buffer size, with which the importer cannot read',
  (size) => {
    const message = `Expected --read-buffer-size to be a size such as 4m, from 4 bytes to 1023m, got \`${size}\``;
    const refused = expect.objectContaining({ code: 'invalid-option', message });
    expect(() => readDialect({ 'read-buffer-size': size })).toThrow(refused);
  },
);

it.each([
  ['4', 4],
  ['1k', 1024],
  ['8M', 8 * 2 ** 20],
  ['1023m', 1023 * 2 ** 20],
])('accepts the buffer size `%s`', (size, readBufferSize) => {
  expect(readDialect({ 'read-buffer-size': size })).toMatchObject({ readBufferSize });
});

it.each(
  ['delimiter', 'array-delimiter', 'quote', 'vector-delimiter'].flatMap((name) =>
    ['\n', '\r', '\\10', 'U+000D'].map((text) => [name, text] as const),
  ),
)('refuses a line break as the %s: %j', (name, text) => {
  const message = `Expected --${name} to be a character other than a line break, got a line break`;
  const refused = expect.objectContaining({ code: 'invalid-option', message });
  expect(() => readDialect({ [name]: text }, '2026.08.1')).toThrow(refused);
});
