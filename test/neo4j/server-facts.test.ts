import { expect, it } from 'vitest';
import { isAura, parseMemory } from '../../src/neo4j/server-facts.ts';

it.each([
  ['0B', 0],
  ['512.00MiB', 512 * 2 ** 20],
  ['2.75GiB', 2.75 * 2 ** 30],
  ['1.50KiB', 1536],
  ['4g', undefined],
  ['', undefined],
  [undefined, undefined],
])('reads the memory setting %s', (text, bytes) => {
  expect(parseMemory(text)).toBe(bytes);
});

it.each([
  ['neo4j+s://a1b2c3d4.databases.neo4j.io', '5.26.30', true],
  ['neo4j+s://a1b2c3d4.databases.neo4j.io:7687', '2026.08.1', true],
  ['neo4j://proxy.example', '5.27-aura', true],
  ['neo4j://databases.neo4j.io.example', '5.26.30', false],
  ['bolt://localhost:7687', '5.26.30', false],
])('finds by %s and version %s whether the server is on Aura', (uri, version, expected) => {
  expect(isAura(uri, { version })).toBe(expected);
});
