import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { askOnce, readCredentials, readPasswordFile } from '../../../src/targets/neo4j/credentials.ts';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';

const known = { username: 'neo4j', password: 'of the target' };

it('come from the options, else the file variable, the variable, the target, the prompt', async () => {
  const file = join(await makeTemporaryFolder(), 'password');
  await writeFile(file, 'of the file\n');
  const env = { NEO4J_PASSWORD_FILE: file, NEO4J_PASSWORD: 'of the variable' };
  const askPassword = async (user: string): Promise<string> => `typed by ${user}`;

  expect(await readCredentials({ given: { password: 'given' }, env, known })).toEqual({
    username: 'neo4j',
    password: 'given',
  });
  expect(await readCredentials({ env, known })).toMatchObject({ password: 'of the file' });
  expect(await readCredentials({ env: { NEO4J_PASSWORD: 'of the variable' }, known })).toMatchObject({
    password: 'of the variable',
  });
  expect(await readCredentials({ given: { askPassword }, env: {}, known })).toMatchObject({
    password: 'of the target',
  });
  expect(await readCredentials({ given: { username: 'ann', askPassword }, env: {} })).toEqual({
    username: 'ann',
    password: 'typed by ann',
  });
});

it('are asked for by an error when there are none', async () => {
  for (const env of [{}, { NEO4J_PASSWORD: '' }])
    await expect(readCredentials({ env })).rejects.toMatchObject({ code: 'no-password' });
});

it('are read from a file without its line breaks and byte order mark, but not from an empty one', async () => {
  const file = join(await makeTemporaryFolder(), 'password');
  await writeFile(file, '\ufeffa b\r\n\n');
  expect(await readPasswordFile(file)).toBe('a b');
  for (const text of ['', '\n', '\ufeff\r\n']) {
    await writeFile(file, text);
    await expect(readPasswordFile(file)).rejects.toMatchObject({
      code: 'invalid-option',
      message: `Expected the password file \`${file}\` to hold a password, got none`,
    });
  }
});

it('asks for the password only once', async () => {
  let questions = 0;
  const given = askOnce({ askPassword: async () => `answer ${++questions}` });
  expect(await readCredentials({ given, env: {} })).toMatchObject({ password: 'answer 1' });
  expect(await readCredentials({ given, env: {} })).toMatchObject({ password: 'answer 1' });
});
