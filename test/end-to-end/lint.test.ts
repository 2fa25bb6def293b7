import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';

const bin = join(import.meta.dirname, '../../src/bin.ts');

async function run(...args: readonly string[]) {
  const { exitCode, stdout, stderr } = await execa(process.execPath, [bin, 'verify', ...args, '--progress', 'none'], {
    reject: false,
  });
  return { exitCode, stdout: stripVTControlCharacters(stdout), stderr: stripVTControlCharacters(stderr) };
}

async function write(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = join(await makeTemporaryFolder(), 'csv');
  await mkdir(folder);
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

const people = 'id:ID,age:int,:LABEL\n1,36,Person\n2,7,Person\n';

describe('bulkgen verify on third-party CSV', () => {
  it('prints how many rows correct files have', async () => {
    const folder = await write({ 'people.csv': people });
    const stdout = `${folder}: 2 nodes and 0 relationships in 44 bytes, 0 errors, 0 warnings`;
    expect(await run(folder)).toEqual({ exitCode: 0, stdout, stderr: '' });
  });

  it('prints each finding once for all of its rows, and ends with exit code 3', async () => {
    const rows = Array.from({ length: 1_234 }, (_, index) => `${index + 10},x,Person\n`).join('');
    const folder = await write({ 'people.csv': people + rows });
    const { exitCode, stdout, stderr } = await run(folder);

    expect(exitCode).toBe(3);
    expect(stdout.split('\n')).toEqual([
      'error people.csv:4, column 2 (age:int): expected a whole number, found `x`. The same in 1,233 more lines: 5, 6, 7 ….',
      '      Correct the value, or the type in the header.',
      expect.stringContaining('1,234 errors, 0 warnings'),
    ]);
    expect(stderr).toMatch(/^bulkgen: .* has 1,234 errors: neo4j-admin would reject these files\. Fix the findings/);
  });

  it('accepts warnings, unless --warnings-as-errors is given', async () => {
    const folder = await write({ 'a.csv': 'id:ID,b:boolean\n1,yes\n' });
    const { exitCode, stdout } = await run(folder);

    expect(exitCode).toBe(0);
    expect(stdout).toContain(
      'a.csv:2, column 2 (b:boolean): expected `true` or `false`, found `yes`, which becomes false.',
    );
    expect(await run(folder, '--warnings-as-errors')).toMatchObject({ exitCode: 3 });
  });

  it('prints every position with --json', async () => {
    const folder = await write({ 'a.csv': 'id:ID,n:int\n1,x\n2,2\n3,y\n' });
    const { exitCode, stdout } = await run(folder, '--json');

    expect(exitCode).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      counts: { nodes: 3 },
      findings: [{ file: 'a.csv', column: 2, lines: [2, 4] }],
    });
  });

  it('reads files by the options of neo4j-admin', async () => {
    const folder = await write({ 'a.txt': '1|"x\ny"\n', 'head.txt': 'id:ID|t\n', 'r.txt': ':START_ID|:END_ID\n1|1\n' });
    const nodes = ['--nodes', `A:B=${join(folder, 'head.txt')},${join(folder, 'a.txt')}`];
    const relationships = ['--relationships', `KNOWS=${join(folder, 'r.txt')}`];
    const given = [folder, ...nodes, ...relationships, '--delimiter', '|'];

    expect(await run(...given, '--multiline-fields')).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('1 node and 1'),
    });
    expect(await run(...given)).toMatchObject({
      exitCode: 3,
      stdout: expect.stringContaining('no line break inside quotes'),
    });
    expect(await run(folder, '--nodes', '=')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('Expected --nodes to have the form'),
    });
    expect(await run(...given, '--quote', 'ab')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('Expected --quote to be one character'),
    });
    expect(await run(...given, '--quick')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('Option --quick applies only to an export of bulkgen'),
    });
    expect(await run(...given, '--trim-strings=maybe')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('to be true or false'),
    });
  });

  it('reads every file that a command line of neo4j-admin names', async () => {
    const folder = await write({
      'a.csv': 'id:ID,name,:LABEL\n1,Ann,Person\n',
      'b.csv': 'id:ID,name,:LABEL\n2,Bo,Person\n3,Cy,Person\n',
    });
    const [a, b] = [join(folder, 'a.csv'), join(folder, 'b.csv')];
    const counted = { exitCode: 0, stdout: expect.stringContaining('3 nodes and 0 relationships'), stderr: '' };

    expect(await run('--nodes', a, b)).toEqual(counted);
    expect(await run('full', 'neo4j', `--nodes=${a}`, `--nodes= ${b} `, '--skip-bad-relationships')).toEqual(counted);
    expect(await run('--skip-bad-relationships', folder)).toEqual(counted);
    expect(await run(b, `--nodes=${a}`)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/^bulkgen: Expected --nodes and --relationships with at most .*, got `.*b.csv`/),
    });
  });

  it('takes the options of scripts for neo4j-admin', async () => {
    const people = await write({
      'n.csv': 'id:ID,name,:LABEL\n1,Ann,Person\n',
      'n2.csv': 'id:ID,name,:LABEL\n2,Bo,Person\n',
    });
    const odd = await write({
      'raw.csv': 'id:ID,name,:LABEL\n1,5" pipe,Part\n2,"x,Part\n',
      'wide.csv': 'id:ID§n:int[]\n1§3¿4\n',
    });
    const nodes = [join(people, 'n.csv'), join(people, 'n2.csv')];
    await writeFile(join(odd, 'args'), `--nodes=${nodes[0]}\n"--delimiter=,"  # the default\n`);
    await writeFile(join(odd, 'neo4j.conf'), 'db.temporal.timezone=+01:00\n');
    const report = join(odd, 'r.txt');
    const importer = ['--threads=2', '--high-parallel-io=ON', '--max-off-heap-memory=1G', '--format=aligned'];

    for (const [count, ...args] of [
      [2, people, '--overwrite-destination', '--verbose', '--input-type=csv', '--skip-bad-entries-logging=true'],
      [2, people, `--additional-config=${join(odd, 'neo4j.conf')}`, '--expand-commands', `--report-file=${report}`],
      [2, people, ...importer, '--temp-path=/tmp', '--profile', '--dry-run=true'],
      [2, people, '--skip-bad-relationships=True', '--read-buffer-size=16MiB', '--bad-tolerance=-1'],
      [2, people, `--multiline-fields=${nodes[0]}`, '--multiline-fields-format=v2'],
      [1, `@${join(odd, 'args')}`],
      [2, `--nodes=Person=${join(people, 'n.*')}`, '--quote=\\0', '--auto-skip-subsequent-headers'],
      [2, '--quote=U+0000', `--nodes=${join(odd, 'raw.csv')}`],
      [1, '--delimiter=U+00A7', '--array-delimiter=¿', `--nodes=${join(odd, 'wide.csv')}`],
      [2, `--nodes=${nodes.join(', ')}`, '--auto-skip-subsequent-headers', '--path-pattern-style=NONE'],
    ] as const) {
      expect(await run(...args.map((arg) => `${arg}`)), args.join(' ')).toMatchObject({
        exitCode: 0,
        stdout: expect.stringMatching(new RegExp(`: ${count} nodes? .* 0 errors, 0 warnings$`)),
      });
    }
    expect(await readFile(report, 'utf8')).toContain('2 nodes');
  });
});
