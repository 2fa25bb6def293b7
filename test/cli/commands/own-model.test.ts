import { appendFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { writeFiles } from '../../model-loader/friends.ts';
import { runCommand } from './run-command.ts';

const model = (name: string) => `import { defineModel, node } from 'bulkgen/model';
const person = node('Person', { columns: {}, rows: () => () => {} });
export default defineModel({ name: '${name}', version: '1', noun: 'people', nodes: [person] });
`;

/** The exit code, and all that the command line prints. */
async function run(...args: string[]) {
  const { exitCode, stdout, stderr } = await runCommand(...args);
  return { exitCode, printed: stdout + stderr };
}

it('finds the model file beside the export, unless it was edited', async () => {
  const path = await writeFiles({ 'clubs.ts': model('clubs') });
  const folder = join(dirname(path), 'out');
  const exported = await run('export', '--model', path, '--scale', '1000', '--out', folder);
  expect(exported).toMatchObject({ exitCode: 0, printed: expect.stringContaining('Exported 1,000 people and 0') });
  expect(exported.printed).not.toContain('events');

  const verified = await run('verify', folder, '--regenerate');
  expect(verified).toMatchObject({ exitCode: 0, printed: expect.stringContaining(`Using model clubs 1 of ${path}`) });

  await appendFile(path, '\n');
  const edited = await run('verify', folder);
  expect(edited.exitCode).toBe(2);
  expect(edited.printed).toContain(`Expected ${path} to be the model file that made ${folder}, got other content`);
  const command = `export --model ${path} --scale 1000 --seed bulkgen --as-of 2026-01-01 --out ${folder} --force`;
  expect(edited.printed).toContain(`or export again with \`bulkgen ${command}\``);
  expect((await run(...command.split(' '))).exitCode).toBe(0);
});

it('refuses --model with the name of another model than that of the export', async () => {
  const path = await writeFiles({ 'rings.ts': model('rings') });
  const folder = join(dirname(path), 'out');
  expect((await run('export', '--model', path, '--scale', '10', '--out', folder)).exitCode).toBe(0);
  const { exitCode, printed } = await run('verify', folder, '--model', 'cmdb');
  expect(exitCode).toBe(2);
  expect(printed).toContain(
    `Expected --model to name what made ${folder}, which is model rings of a file, got the model cmdb that is built in`,
  );
});

it('says so when the counts of a model do not add up to the scale', async () => {
  const path = await writeFiles({
    'halves.ts': model('halves').replace('columns', 'count: (scale) => scale / 2, columns'),
  });
  const { exitCode, printed } = await run(
    'export',
    '--model',
    path,
    '--scale',
    '1000',
    '--out',
    join(dirname(path), 'out'),
  );
  expect({ exitCode, printed }).toMatchObject({
    exitCode: 0,
    printed: expect.stringContaining('Exported 500 people and'),
  });
  expect(printed).toContain('scale 1,000 (the model chooses its own counts), seed bulkgen');
});

it('says where to name a model file that is missing', async () => {
  const path = await writeFiles({ 'model/towers.ts': model('towers') });
  const folder = join(dirname(path), '..', 'far', 'out');
  expect((await run('export', '--model', path, '--scale', '10', '--out', folder)).exitCode).toBe(0);
  // A process that loaded the model knows it, so the manifest is read under another name.
  const { readFile, writeFile } = await import('node:fs/promises');
  const manifest = join(folder, 'manifest.json');
  await writeFile(manifest, (await readFile(manifest, 'utf8')).replace('"towers"', '"spires"'));
  const { exitCode, printed } = await run('verify', folder);
  expect(exitCode).toBe(2);
  expect(printed).toContain('The files are of model spires 1; this bulkgen knows cmdb');
  expect(printed).toContain('`--model towers.ts`');
});

const people = (options: string) => `import { defineModel, exactly, integer, link, node } from 'bulkgen/model';
const person = node('Person', {${options}});
const club = node('Club', {});
const joined = link('JOINED', { from: person, to: club, out: exactly(9) });
export default defineModel({ name: 'clubs', version: '1', nodes: [person, club], relationships: [joined] });
`;

it('names the kinds that have no nodes because the counts took all, and links with fewer targets than they ask for', async () => {
  const path = await writeFiles({ 'full.ts': people('count: (scale) => scale * 2') });
  const none = '0 nodes, because the kinds with a `count` have 200 nodes at scale 100';
  const few = 'JOINED has 0 rows for each source in place of 9, because Club has 0 nodes';
  for (const command of [['describe'], ['export', '--dry-run'], ['export', '--out', join(dirname(path), 'out')]]) {
    const { exitCode, printed } = await run(...command, '--model', path, '--scale', '100');
    expect({ exitCode, printed }).toMatchObject({ exitCode: 0, printed: expect.stringContaining(`Club: ${none}`) });
    expect(printed).toContain(few);
  }
  expect((await run('describe', '--model', path, '--scale', '2')).printed).toContain('Club: 0 nodes');
});

it('accepts a small scale, and refuses a degree that no scale can have', async () => {
  const path = await writeFiles({
    'small.ts': people(''),
    'never.ts': people('').replace("node('Club', {", "node('Club', { count: () => 8"),
  });
  const small = await run('describe', '--model', path, '--scale', '10');
  expect(small.printed).toContain('JOINED has 5 rows for each source in place of 9, because Club has 5 nodes');
  expect((await run('describe', '--model', path, '--scale', '18')).printed).not.toContain('in place of');
  const never = await run('describe', '--model', join(dirname(path), 'never.ts'));
  expect(never).toMatchObject({
    exitCode: 2,
    printed: expect.stringContaining(
      'Expected `out` of JOINED to be at most `exactly(8)`, because Club has 8 nodes at every scale, got `exactly(9)`',
    ),
  });
});

it('says that the rows of a model may differ each time, where regenerated rows do', async () => {
  const path = await writeFiles({
    'random.ts': people(`columns: { luck: integer() }, rows: () => (n, cell) =>
      cell.luck(n === 3_001 ? Math.floor(Math.random() * 1e9) : n)`).replace('exactly(9)', 'exactly(1)'),
  });
  const folder = join(dirname(path), 'out');
  expect((await run('export', '--model', path, '--scale', '10000', '--out', folder)).exitCode).toBe(0);
  const { exitCode, printed } = await run('verify', folder, '--regenerate');
  expect(exitCode).toBe(3);
  expect(printed).toContain('or the rows of the model are not the same each time');
});
