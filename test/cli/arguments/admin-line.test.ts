import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAdminLine } from '../../../src/cli/arguments/admin-line.ts';
import { createProgram } from '../../../src/cli/main.ts';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';

const read = (line: string) => readAdminLine(createProgram(), line.split(' ')).join(' ');

describe('readAdminLine', () => {
  it.each([
    ['import --nodes a.csv b.csv', 'import --nodes=a.csv --nodes=b.csv'],
    ['verify --nodes a.csv b.csv', 'verify --nodes=a.csv --nodes=b.csv'],
    [
      'import --nodes=a.csv b.csv --relationships r.csv s.csv --strict',
      'import --nodes=a.csv --nodes=b.csv --relationships=r.csv --relationships=s.csv --strict=true',
    ],
    ['verify --nodes=A:B=h.csv,a.csv C=c.csv', 'verify --nodes=A:B=h.csv,a.csv --nodes=C=c.csv'],
  ])('takes every value after --nodes and --relationships: %s', (line, expected) => {
    expect(read(line)).toBe(expected);
  });

  it.each([
    ['verify --skip-bad-relationships .', 'verify --skip-bad-relationships=true -- .'],
    ['verify --skip-bad-relationships TRUE .', 'verify --skip-bad-relationships=TRUE -- .'],
    ['verify --trim-strings --strict false data', 'verify --trim-strings=true --strict=false -- data'],
    ['import --target embedded data --force', 'import --target embedded --force -- data'],
    ['verify data --database', 'verify --database -- data'],
    ['verify --database estate', 'verify --database estate'],
  ])('leaves the folder after an option without a value: %s', (line, expected) => {
    expect(read(line)).toBe(expected);
  });

  it.each([
    'import neo4j --nodes=a.csv',
    'import full neo4j --nodes=a.csv',
    'import import full neo4j --nodes=a.csv',
    'import database import full neo4j --nodes=a.csv',
    'database import full neo4j --nodes=a.csv',
    'database import full --nodes=a.csv --force neo4j',
    'import --nodes=a.csv -- neo4j',
  ])('takes the name of the database where neo4j-admin does: %s', (line) => {
    expect(read(line)).toMatch(/^import --nodes=a.csv (--force )?--database=neo4j$/);
  });

  it.each([
    ['--mode=csv', '--mode', 'Leave out --mode=csv'],
    ['--mode csv', '--mode', 'Leave out --mode=csv'],
    ['--max-memory=70%', '--max-memory', 'Write --max-off-heap-memory instead: it has the same meaning.'],
    ['--processors 4', '--processors', 'Write --threads instead: it has the same meaning.'],
    ['--ignore-duplicate-nodes=true', '--ignore-duplicate-nodes', 'Write --skip-duplicate-nodes instead'],
    ['--f=more.args', '--f', 'Write @FILE instead of --f=FILE'],
    [
      '--nodes:Person:Actor=a.csv',
      '--nodes:Person:Actor',
      'Write --nodes=Person:Actor=FILES instead: the labels stand',
    ],
    ['--nodes:Person a.csv', '--nodes:Person', 'Write --nodes=Person=FILES instead'],
    [
      '--relationships:KNOWS=r.csv',
      '--relationships:KNOWS',
      'Write --relationships=KNOWS=FILES instead: the type stands',
    ],
  ])('says what replaces the former option %s', (words, option, hint) => {
    for (const command of ['import', 'verify', 'import database import full']) {
      expect(() => read(`${command} --nodes=a.csv ${words}`)).toThrow(
        expect.objectContaining({
          code: 'invalid-option',
          message: `Expected an option of Neo4j 5, got \`${option}\` of an older neo4j-admin`,
          hint: expect.stringContaining(hint),
        }),
      );
    }
  });

  it.each([
    ['import --database=estate --force=true --nodes=a.csv', 'import --database=estate --force --nodes=a.csv'],
    ['import --force=false --nodes=a.csv', 'import --nodes=a.csv'],
    ['verify --force=true --nodes=a.csv', 'verify --nodes=a.csv'],
    ['import --force=maybe --nodes=a.csv', 'import --force=maybe --nodes=a.csv'],
  ])('takes the options of Neo4j 4 that bulkgen has, too: %s', (line, expected) => {
    expect(read(line)).toBe(expected);
  });

  it('needs no database to check files', () => {
    expect(read('verify full movies --nodes=a.csv')).toBe('verify --nodes=a.csv');
  });

  it('takes the folder that holds all of the files', async () => {
    const folder = await makeTemporaryFolder();
    const line = `import --nodes ${join(folder, 'a.csv')} ${folder}`;
    expect(read(line)).toBe(`import --nodes=${join(folder, 'a.csv')} -- ${folder}`);
    expect(() => read(`import --nodes=/elsewhere/a.csv --force ${folder}`)).toThrow(`got \`${folder}\``);
  });

  it.each([
    ['import b.csv --nodes=a.csv', 'b.csv'],
    ['import ./b --nodes=a.csv', './b'],
    ['verify /data/b --nodes=a.csv', '/data/b'],
    ['import neo4j movies --nodes=a.csv', 'movies'],
    ['import neo4j --database neo4j --nodes=a.csv', 'neo4j'],
    ['import full --database=neo4j other --nodes=a.csv', 'other'],
  ])('refuses a word that is neither a folder nor a database: %s', (line, word) => {
    const refused = { code: 'invalid-option', message: expect.stringMatching(new RegExp(`, got \`${word}\`$`)) };
    expect(() => read(line)).toThrow(expect.objectContaining(refused));
  });

  it('refuses the name of a database that is also a file', async () => {
    const folder = await makeTemporaryFolder();
    await mkdir(join(folder, 'csv'));
    await writeFile(join(folder, 'people'), '');
    expect(() => read(`import ${join(folder, 'people')} --nodes=a.csv`)).toThrow('got');
  });

  it.each(['verify -- full', 'export --out data', 'import', 'database', 'snapshot restore full'])(
    'leaves every other command line as it is: %s',
    (line) => {
      expect(read(line)).toBe(line);
    },
  );

  it('reads options of neo4j-admin that bulkgen has under another name', () => {
    expect(read('import --verbose --dry-run=True a')).toBe('import --debug --dry-run -- a');
    expect(read('import --dry-run false a')).toBe('import -- a');
    expect(read('verify --dry-run a')).toBe('verify -- a');
    expect(read('verify --multiline-fields a.csv')).toBe('verify --multiline-fields=a.csv');
    expect(read('verify --format=aligned --format block a')).toBe('verify -- a');
    expect(read('import --format=aligned a')).toBe('import --format=aligned -- a');
    expect(read('verify --format sarif a')).toBe('verify --format sarif -- a');
    expect(read('verify --multiline-fields .')).toBe('verify --multiline-fields=true -- .');
  });

  it.each(['import incremental --force neo4j', 'database import incremental', 'verify import incremental --stage=all'])(
    'refuses an incremental import: %s',
    (line) => {
      expect(() => read(line)).toThrow('Expected `database import full`, got `database import incremental`');
    },
  );

  it('names the place of a database that stands among the files', () => {
    expect(() => read('import --nodes=a.csv --relationships=r.csv neo4j')).toThrow(
      expect.objectContaining({
        message: 'Expected --relationships to be followed by files, got `neo4j`',
        hint: expect.stringContaining('`neo4j --relationships …`'),
      }),
    );
  });
});
