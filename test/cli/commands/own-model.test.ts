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
