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

  it('count the same rows of what is clean', async () => {
    const differences: string[] = [];
    for (const item of corpus.filter(({ kind }) => kind === 'folders')) {
      const folder = await makeTemporaryFolder();
      await openCase(item, folder);
      const { findings, counts } = await lintFolder(folder, { options: item.options });
      const { imports, nodes, relationships } = verdicts[versions[0]!]![item.name]!;
      if (!imports || findings.length > 0) continue;
      if (counts.nodes !== nodes || counts.relationships !== relationships) differences.push(item.name);
    }
    expect(differences).toEqual([]);
  });
});
