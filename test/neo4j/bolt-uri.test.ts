import { expect, it } from 'vitest';
import { checkBoltUri } from '../../src/neo4j/bolt-uri.ts';

it.each(['bolt://localhost:7687', 'neo4j+s://x.databases.neo4j.io', 'bolt://[::1]:7687'])('accepts %s', (uri) => {
  expect(checkBoltUri(uri)).toBe(uri);
});

it.each(['', 'localhost:7687', 'bolt://', 'bolt://127.0.0.1:99999', 'bolt://[::1', undefined])('refuses %s', (uri) => {
  expect(() => checkBoltUri(uri as string)).toThrow(
    `Expected --uri to be a Bolt address such as bolt://localhost:7687, got \`${uri}\``,
  );
});
