import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BulkgenError } from '../../src/errors.ts';
import type { FileGroup } from '../../src/lint/files/find-files.ts';
import { type LintOptions, lintFolder } from '../../src/lint/lint-folder.ts';
import type { LintResult } from '../../src/lint/lint-result.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';
import { compareStored } from './compare-stored.ts';
import { corpus, explained } from './corpus.ts';
import type { CorpusCase } from './corpus-case.ts';
import { openCase } from './open-case.ts';
import type { Verdict } from './verdict.ts';

const golden = join(import.meta.dirname, '../golden/verdicts.json');
const verdicts = JSON.parse(await readFile(golden, 'utf8')) as Record<string, Record<string, Verdict>>;

const versions = Object.keys(verdicts);
const kinds = [...new Set(corpus.map(({ kind }) => kind))];

/** What the lint finds. An error that it throws becomes a finding. */
async function lint(
  folder: string,
  options: Omit<LintOptions, 'folder'>,
): Promise<Pick<LintResult, 'findings' | 'counts'>> {
  return lintFolder({ folder, ...options }).catch(({ code, message }: BulkgenError) => {
    const counts = { nodes: 0, relationships: 0, properties: 0, labels: {}, types: {}, bytes: 0 };
    const text = { expected: 'a file that can be read', found: message, remedy: '' };
    return { findings: [{ severity: 'error', rule: code, file: folder, ...text, lines: [] }], counts };
  });
}

/** Works on the files of each case, several cases at a time, because most of the time is spent waiting for the disk. */
async function openEach(
  items: readonly CorpusCase[],
  work: (item: CorpusCase, folder: string, groups: readonly FileGroup[]) => Promise<void>,
): Promise<void> {
  const folder = await makeTemporaryFolder();
  const queue = [...items.entries()];
  const workThrough = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [index, item] = next;
      const caseFolder = join(folder, `${index}`);
      await work(item, caseFolder, await openCase(item, caseFolder));
    }
  };
  await Promise.all([workThrough(), workThrough(), workThrough(), workThrough()]);
}

describe('lintFolder', () => {
  it.each(kinds)(
    'agrees with the importer on %s, and counts the same, in every version',
    async (kind) => {
      const differences: string[] = [];
      const items = corpus.filter((candidate) => candidate.kind === kind);
      await openEach(items, async (item, folder, groups) => {
        for (const version of versions) {
          if (`${version}, ${item.name}` in explained) continue;
          const { imports, reason, stored, ...counted } = verdicts[version]![item.name]!;
          const result = await lint(folder, { groups, options: item.options, version });
          const { nodes, relationships, properties } = result.counts;
          const isSame = JSON.stringify({ nodes, relationships, properties }) === JSON.stringify(counted);
          const isBroken = result.findings.some(({ severity }) => severity === 'error');
          if (isBroken ? !imports : imports && isSame) continue;
          const reported = result.findings.map(({ rule, severity }) => `${severity} ${rule}`).join(', ') || 'nothing';
          const lintCounts = JSON.stringify({ nodes, relationships, properties });
          const outcome = imports ? `counts ${JSON.stringify(counted)}` : `refuses it: ${reason}`;
          differences.push(
            `${version}, ${item.name}: the lint reports ${reported}, ${lintCounts}; the importer ${outcome}`,
          );
        }
      });
      expect(differences).toEqual([]);
    },
    60_000,
  );

  it.each(versions)('knows what the importer of %s stores of a value', async (version) => {
    const differences: string[] = [];
    const items = corpus.filter(({ kind, name }) => kind === 'values' && verdicts[version]![name]!.imports);
    await openEach(items, async (item, folder, groups) => {
      const { findings } = await lint(folder, { groups, options: item.options, version });
      const [, type, cell] = /^id:ID,"v:(.*)"\n1,"(.*)"\n$/s.exec(String(item.files['a.csv']))!;
      const warning = findings.find(({ column, becomes }) => column === 2 && becomes !== undefined);
      const linted = { type: type!.replace(/\{.*/, ''), cell: cell!.replaceAll('""', '"'), warning };
      const difference = compareStored(linted, verdicts[version]![item.name]!.stored!);
      if (difference !== undefined) differences.push(`${item.name}: ${difference}`);
    });
    expect(differences).toEqual([]);
  });

  it.each([1, 7])(
    'reports the same for files that it reads in ranges of %i bytes',
    async (rangeBytes) => {
      const kindsOfRows = ['folders', 'rows', 'quotes', 'ids', 'ends'];
      const items = corpus.filter(({ kind }) => kindsOfRows.includes(kind));
      await openEach(items, async (item, folder, groups) => {
        const options = { groups, options: item.options };
        const whole = await lint(folder, options);
        expect(await lint(folder, { ...options, rangeBytes }), item.name).toEqual(whole);
      });
    },
    60_000,
  );
});
