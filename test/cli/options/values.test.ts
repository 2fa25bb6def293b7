import { expect, it } from 'vitest';
import { folderReader, readNeo4jVersion } from '../../../src/cli/options/values.ts';

it('refuses an empty string for a folder', () => {
  expect(folderReader('--out')('.')).toBe('.');
  const refused = { code: 'invalid-option', message: 'Expected --out to be the name of a folder, got nothing' };
  expect(() => folderReader('--out')('')).toThrow(expect.objectContaining(refused));
});

it.each(['5', '5.1', '5.26', '5.26.30', '2025', '2025.10', '2026.08.1'])(
  'accepts the version `%s` of Neo4j',
  (version) => {
    expect(readNeo4jVersion(version)).toBe(version);
  },
);

it.each(['', '4', '4.4.38', '2024.01', '2026.8', '5.x', 'latest', '50'])('refuses the version `%s`', (version) => {
  const message = `Expected --neo4j-version to be 5 or later, such as 5.26 or 2026.08.1, got \`${version}\``;
  expect(() => readNeo4jVersion(version)).toThrow(expect.objectContaining({ code: 'invalid-option', message }));
});
