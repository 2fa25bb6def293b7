import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parseChecksums } from '../../../src/system/checksum.ts';
import {
  javaRangeOf,
  nameLine,
  neo4jVersions,
  resolveNeo4jVersion,
  serverClassOf,
} from '../../../src/targets/neo4j/version.ts';

describe('resolveNeo4jVersion', () => {
  it.each([
    [undefined, '5.26.30'],
    ['5', '5.26.30'],
    ['5.26', '5.26.30'],
    ['5.26.30', '5.26.30'],
    ['2026', '2026.08.1'],
    ['2026.08', '2026.08.1'],
  ])('takes %s for %s', (wanted, version) => {
    expect(resolveNeo4jVersion(wanted)).toBe(version);
  });

  it.each(['5.2', '5.25', '4', '', '2026.0'])('refuses `%s`', (wanted) => {
    expect(() => resolveNeo4jVersion(wanted)).toThrow(
      expect.objectContaining({
        code: 'invalid-option',
        message: `Expected --neo4j-version to be 5.26.30 or 2026.08.1, got \`${wanted}\``,
      }),
    );
  });
});

it('knows the Java and the main class of both release lines', () => {
  expect(javaRangeOf('5.26.30')).toEqual({ lowest: 17, highest: 21 });
  expect(javaRangeOf('2026.08.1')).toEqual({ lowest: 21 });
  expect(serverClassOf('5.26.30')).toBe('org.neo4j.server.CommunityEntryPoint');
  expect(serverClassOf('2026.08.1')).toBe('org.neo4j.server.Neo4jCommunity');
});

it.each(neo4jVersions)('has recorded checksums of %s with APOC, sorted by name', async (version) => {
  const text = await readFile(
    new URL(`../../../src/targets/embedded/provision/${version}.sha256`, import.meta.url),
    'utf8',
  );
  const names = [...parseChecksums(text).keys()];
  expect(names).toHaveLength(text.trimEnd().split('\n').length);
  expect(names).toEqual([...names].sort());
  expect(names).toContain(`neo4j-${version}.jar`);
  expect(names.filter((name) => name.startsWith('apoc-'))).toHaveLength(1);
});

it.each([
  ['5.26.30', '5.26'],
  ['2026.08.1', '2026'],
])('the line of %s is %s', (version, line) => {
  expect(nameLine(version)).toBe(line);
});
