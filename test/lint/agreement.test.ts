import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isBroken, lintFolder } from '../../src/lint/lint-files.ts';
import { makeTemporaryFolder } from '../temporary-folder.ts';
import { corpus, explained } from './corpus.ts';
import { openCase } from './open-case.ts';
import type { Verdict } from './verdict.ts';

const golden = join(import.meta.dirname, '../golden/verdicts.json');
const verdicts = JSON.parse(await readFile(golden, 'utf8')) as Record<string, Record<string, Verdict>>;

const versions = Object.keys(verdicts);
const kinds = [...new Set(corpus.map(({ kind }) => kind))];

describe('the lint and the importer', () => {
  it.each(kinds)(
    'agree on %s, in every version',
    async (kind) => {
      const differences: string[] = [];
      for (const item of corpus.filter((candidate) => candidate.kind === kind)) {
        const folder = await makeTemporaryFolder();
        const { groups, headless } = await openCase(item, folder);
        for (const version of versions) {
          const result = await lintFolder(folder, {
            ...(headless.length === 0 && { groups }),
            options: item.options,
            version,
          });
          const verdict = verdicts[version]![item.name]!;
          if (isBroken(result) !== verdict.imports || `${version}, ${item.name}` in explained) continue;
          const said = result.findings.map(({ rule, severity }) => `${severity} ${rule}`).join(', ') || 'nothing';
          const did = verdict.imports ? 'takes it' : `refuses it: ${verdict.reason}`;
          differences.push(`${version}, ${item.name}: the lint says ${said}; the importer ${did}`);
        }
      }
      expect(differences).toEqual([]);
    },
    60_000,
  );

  it.each([1, 7])(
    'says the same of files that are read in stretches of %i bytes',
    async (stretchBytes) => {
      for (const item of corpus.filter(({ kind }) => kind !== 'values' && kind !== 'headers')) {
        const folder = await makeTemporaryFolder();
        const { groups, headless } = await openCase(item, folder);
        const how = { ...(headless.length === 0 && { groups }), options: item.options };
        const whole = await lintFolder(folder, how);
        expect(await lintFolder(folder, { ...how, stretchBytes }), item.name).toEqual(whole);
      }
    },
    60_000,
  );

  it('count the same of what the importer takes', async () => {
    const differences: string[] = [];
    for (const item of corpus) {
      const folder = await makeTemporaryFolder();
      const { groups, headless } = await openCase(item, folder);
      for (const version of versions) {
        const { imports, ...counted } = verdicts[version]![item.name]!;
        if (!imports) continue;
        const { counts } = await lintFolder(folder, {
          ...(headless.length === 0 && { groups }),
          options: item.options,
          version,
        });
        const { nodes, relationships, properties } = counts;
        const found = JSON.stringify({ nodes, relationships, properties });
        if (found === JSON.stringify(counted)) continue;
        differences.push(`${version}, ${item.name}: the lint counts ${found}; the importer ${JSON.stringify(counted)}`);
      }
    }
    expect(differences).toEqual([]);
  }, 60_000);
});
