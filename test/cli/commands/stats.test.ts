import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportGraph } from '../../../src/export/export-graph.ts';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';
import { serviceFiles, writeFiles } from '../../stats/services.ts';
import { runCommand } from './run-command.ts';

async function writeServices(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = await makeTemporaryFolder();
  await writeFiles(folder, { ...serviceFiles, ...files });
  return folder;
}

describe('bulkgen stats', () => {
  it('prints the shape of third-party CSV', async () => {
    const folder = await writeServices();
    const { stdout, exitCode } = await runCommand('stats', folder, '--quiet');
    expect(exitCode).toBe(0);
    expect(stdout).toBe(`${folder}, third-party CSV: 6 nodes and 8 relationships
All 6 values of id are different.
Of 5 values of name, 2 occur again.

CALLS: 7 relationships. 1 node is linked to itself, 1 pair occurs again
                             nodes  linked    zero  p50  p75  p90  p95  p99  p99.9  max  mean  top 1 %  Gini  α 20+  α 50+
Service → any, fan-out           4       4     0 %    1    2    3    3    3      3    3  1.75   42.9 %  0.25      –      –
Service → any, fan-in            6       4  33.3 %    1    2    3    3    3      3    3  1.17   42.9 %  0.50      –      –
Service → Service, fan-out       4       3  25.0 %    1    2    2    2    2      2    2  1.25   40.0 %  0.35      –      –
Service → Service, fan-in        4       3  25.0 %    1    1    3    3    3      3    3  1.25   60.0 %  0.45      –      –
Service → Database, fan-out      4       2  50.0 %    0    1    1    1    1      1    1  0.50   50.0 %  0.50      –      –
Service → Database, fan-in       2       1  50.0 %    0    2    2    2    2      2    2  1.00    100 %  0.50      –      –

same at both ends (by chance)      environment
Service → any                  80.0 % (56.0 %)
Service → Service              80.0 % (56.0 %)

rank correlation (Spearman)  of fan-in with                of fan-out with
Service → any                –                             replicas −0.83
Service → Service            fan-out −0.50, replicas 0.00  replicas −0.83
Service → Database           –                             replicas 0.00

property  missing  values
protocol        1  http 50.0 %, sql 33.3 %, a "b" 16.7 %

COPIES: 1 relationship. 0 nodes are linked to themselves, 0 pairs occur again
                              nodes  linked    zero  p50  p75  p90  p95  p99  p99.9  max  mean  top 1 %  Gini  α 20+  α 50+
Database → Database, fan-out      2       1  50.0 %    0    1    1    1    1      1    1  0.50    100 %  0.50      –      –
Database → Database, fan-in       2       1  50.0 %    0    1    1    1    1      1    1  0.50    100 %  0.50      –      –

rank correlation (Spearman)  of fan-in with  of fan-out with
Database → Database          fan-out −1.00                 –

property  missing  values
protocol        0  sql 100 %

Database: 2 nodes
property     missing  values
id                 0  all different
name               0  all different
environment        0  dev 50.0 %, prod 50.0 %

Service: 4 nodes
property     missing  values
id                 0  all different
name               1  orders 66.7 %, billing 33.3 %, 1 repeated
environment        0  dev 50.0 %, prod 50.0 %
replicas           0  2 50.0 %, 1 25.0 %, 4 25.0 %
`);
  });

  it('measures an export, and only the types that are named', async () => {
    const folder = await makeTemporaryFolder();
    await exportGraph({ folder, scale: 200, workers: 1 });
    const { stdout } = await runCommand(
      'stats',
      folder,
      '--type',
      'RUNS_ON',
      '--type',
      'SUPPORTS',
      '--json',
      '--quiet',
    );
    const stats = JSON.parse(stdout) as { types: readonly { type: string }[]; model: object };
    expect(stats.model).toMatchObject({ name: 'cmdb' });
    expect(stats.types.map(({ type }) => type)).toEqual(['RUNS_ON', 'SUPPORTS']);
  });

  it('reads files that are named, with other delimiters', async () => {
    const folder = await writeServices({
      'people.psv': 'id:ID|name\n1|Ann\n2|Ann\n',
      'knows.psv': ':START_ID|:END_ID|:TYPE\n1|2|KNOWS\n',
    });
    const [people, knows] = ['people.psv', 'knows.psv'].map((name) => join(folder, name));
    const { stdout } = await runCommand(
      'stats',
      '--delimiter',
      '|',
      `--nodes=Person=${people}`,
      `--relationships=${knows}`,
    );
    expect(stdout).toContain('Of 2 values of name, 1 occur again.');
    expect(stdout).toContain('\nPerson → Person, fan-out');
  });

  it('says how many connections it does not show', async () => {
    const kinds = Array.from({ length: 5 }, (_, kind) => `k${kind}`);
    const nodes = kinds.map((kind) => `${kind},${kind}\n`).join('');
    const rows = kinds.flatMap((from) => kinds.map((to) => `${from},${to},LINKS\n`)).join('');
    const folder = await writeServices({
      ...{ 'kinds.csv': `id:ID,:LABEL\n${nodes}`, 'links.csv': `:START_ID,:END_ID,:TYPE\n${rows}` },
    });
    const { stdout } = await runCommand('stats', folder, '--type', 'LINKS');
    expect(stdout).toContain('Not shown: 26 connections with fewer rows. --json and --html have them.\n');
  });

  it('writes a page', async () => {
    const folder = await writeServices();
    const page = join(folder, 'page.html');
    const { stderr, exitCode } = await runCommand('stats', folder, '--html', page);
    expect(exitCode).toBe(0);
    expect(stderr).toContain(`Wrote ${page}`);
    expect(await readFile(page, 'utf8')).toContain('<h2>CALLS: 7 relationships</h2>');
  });

  it.each([
    ['a type that the files do not have', ['--type', 'CALL'], 2, /got `CALL`/],
    ['a page in a folder that does not exist', ['--html', 'missing/page.html'], 1, /missing\/page\.html/],
    ['an impossible delimiter', ['--delimiter', 'ab'], 2, /--delimiter/],
  ])('refuses %s', async (_, options, expected, message) => {
    const { stderr, exitCode } = await runCommand('stats', await writeServices(), ...options);
    expect(exitCode).toBe(expected);
    expect(stderr).toMatch(message);
  });
});
