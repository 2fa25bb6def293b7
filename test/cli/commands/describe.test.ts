import { describe, expect, it } from 'vitest';
import { describeCommand } from '../../../src/cli/commands/describe.ts';
import { outlineFormats } from '../../../src/cli/output/outline.ts';
import { exportGraph } from '../../../src/export/export-graph.ts';
import { writeFriends } from '../../model-loader/friends.ts';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';
import { runCommand } from './run-command.ts';

/** What the command prints. */
async function print(...args: readonly string[]): Promise<string> {
  return (await runCommand('describe', ...args)).stdout;
}

describe('bulkgen describe', () => {
  it('offers every format', () => {
    const { argChoices } = describeCommand().options.find(({ long }) => long === '--format')!;
    expect(argChoices).toEqual(Object.keys(outlineFormats));
  });

  it.each([
    ['table', /^cmdb [\d.]+: 220 nodes \(ConfigurationItem\) and \d+ relationships\n\nRegion: 2 nodes\n/],
    ['mermaid', /^graph LR\n {2}n0\["Region \(2\)"\]\n/],
    ['cypher', /\nCREATE CONSTRAINT `ci_id_unique` IF NOT EXISTS .*;\n/],
    ['markdown', /^\| label \| nodes \| properties \|\n/],
  ])('prints the graph of a scale as %s', async (format, expected) => {
    expect(await print('--scale', '200', '--format', format)).toMatch(expected);
  });

  it('prints the graph of a model of your own', async () => {
    expect(await print('--model', await writeFriends(), '--format', 'mermaid')).toMatch(/^ {2}n0 -->\|KNOWS\| n0$/m);
  });

  it.each(['mermaid', 'cypher', 'markdown'])(
    'prints the text of %s in an object of JSON with --json',
    async (format) => {
      const text = await print('--scale', '200', '--format', format);
      expect(JSON.parse(await print('--scale', '200', '--format', format, '--json'))).toEqual({ format, text });
    },
  );

  it.each([[['--json']], [['--format', 'json']], [['--json', '--format', 'table']]])(
    'prints one object of JSON with %j',
    async (options) => {
      expect(JSON.parse(await print('--scale', '2m', ...options))).toMatchObject({
        model: { name: 'cmdb' },
        scale: 2_000_000,
      });
    },
  );

  it('describes the graph of an export, and prints SQL that loads its files', async () => {
    const folder = await makeTemporaryFolder();
    await exportGraph({ folder, scale: 50 });
    expect(await print(folder)).toMatch(/^cmdb [\d.]+: 55 nodes/);
    expect(await print(folder, '--sql', 'postgres')).toContain(
      `\n\\copy "Server" from '${folder}/Server-000.csv' (format csv`,
    );
    expect(await print(folder, '--sql', 'duckdb')).toContain(`read_csv(['${folder}/Server-000.csv'],`);
    expect(await runCommand('describe', folder, '--scale', '5')).toMatchObject({ exitCode: 2 });
  });

  it.each([
    ['./shop.ts', './shop.ts'],
    ['shop.mjs', './shop.mjs'],
    ['../a b.js', "'../a b.js'"],
    ['shop.cjs', './shop.cjs'],
  ])('says how a model is named when %s was meant', async (file, word) => {
    const message = `Expected the folder of an export, got the file of a model, ${file}. Use \`--model ${word}\`.`;
    expect(await runCommand('describe', file)).toMatchObject({ exitCode: 2, stderr: `bulkgen: ${message}\n` });
  });

  it('describes an export in a folder that is named like a model', async () => {
    const folder = `${await makeTemporaryFolder()}/estate.ts`;
    await exportGraph({ folder, scale: 50 });
    expect(await print(folder)).toMatch(/^cmdb [\d.]+: 55 nodes/);
  });

  it('prints the tables of a model that was not exported as SQL without files', async () => {
    expect(await print('--model', 'social', '--sql', 'duckdb')).toMatch(
      /^-- Name the folder of an export to load its files, too\.\ncreate table "Person" \(\n {2}"_id" BIGINT primary key,/,
    );
  });

  it('prints the questions of a model with their answers and fingerprints', async () => {
    const text = await print('--model', 'social', '--queries');
    expect(text).toMatch(
      /^\/\/ Who is known by most people\?\n\/\/ Expected:\n\/\/ \{"person":"person-\d+",.*\}\nMATCH /,
    );
    expect(text).toMatch(/\n\/\/ What is the fingerprint of KNOWS\?\n[\s\S]*\nRETURN count\(\*\) AS rows, sum.*;\n$/);
    const content = JSON.parse(await print('--model', 'social', '--queries', '--json'));
    expect(content).toMatchObject({ model: { name: 'social' }, seed: 'bulkgen', scale: 1_000, asOf: '2026-01-01' });
    expect(content.answers).toHaveLength(5);
  });

  it('leaves out the fingerprints of very many rows, and says so', async () => {
    const { stdout, stderr } = await runCommand('describe', '--model', 'classic', '--queries', '--scale', '1b');
    expect(stdout).not.toContain('fingerprint');
    expect(stderr).toContain(
      'Left out the fingerprints of RUNS_ON, USES, PART_OF: they have more than 10,000,000 rows',
    );
  });
});
