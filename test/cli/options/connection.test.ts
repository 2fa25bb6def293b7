import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { connectionOptions, readConnection } from '../../../src/cli/options/connection.ts';
import { loginOptions } from '../../../src/cli/options/target.ts';
import { openDatabase } from '../../../src/neo4j/driver.ts';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';

describe('an address with a user', () => {
  it.each([
    'bolt://neo4j:s3cret@host',
    'neo4j+s://neo4j:s3cret@host:7687/x',
    'bolt://neo4j:s3cret/x@host',
    'http://neo4j:s3cret@host',
    'neo4j:s3cret@host:7687',
  ])('is refused in an option, the environment and the library, and its password is never shown: %s', async (uri) => {
    const errors = [
      await readConnection({ uri }, {}).catch((error: unknown) => error),
      await readConnection({}, { NEO4J_URI: uri }).catch((error: unknown) => error),
      await openDatabase({ uri, username: 'neo4j', password: 'x', database: 'neo4j' }).catch((error: unknown) => error),
    ];
    for (const error of errors) {
      expect(error).toMatchObject({ code: 'invalid-option' });
      expect(inspect(error)).not.toContain('s3cret');
    }
    for (const options of [connectionOptions(), loginOptions()]) {
      const option = options.find(({ long }) => long === '--uri')!;
      expect(() => option.parseArg!(uri, undefined)).toThrow('Expected --uri to be a');
    }
  });
});

describe('readConnection', () => {
  /** An environment without an embedded server, and two password files. */
  async function makeSurroundings() {
    const folder = await makeTemporaryFolder();
    const [one, two] = [join(folder, 'one'), join(folder, 'two')];
    await writeFile(one, 'first\n');
    await writeFile(two, 'second');
    return { env: { BULKGEN_HOME: folder }, one, two };
  }

  it('takes the password from --password-file, then the file variable, then the variable', async () => {
    const { env, one, two } = await makeSurroundings();
    const all = { ...env, NEO4J_URI: 'bolt://db:7687', NEO4J_PASSWORD_FILE: two, NEO4J_PASSWORD: 'third' };

    expect(await readConnection({ passwordFile: one }, all)).toMatchObject({ password: 'first' });
    expect(await readConnection({}, all)).toMatchObject({ password: 'second' });
    const uri = 'bolt://db:7687';
    expect(await readConnection({ uri }, { ...env, NEO4J_PASSWORD: 'third' })).toMatchObject({ password: 'third' });
  });

  it('prefers options to the environment, and has defaults', async () => {
    const { env, one } = await makeSurroundings();
    const variables = {
      ...env,
      NEO4J_URI: 'bolt://a:1',
      NEO4J_USERNAME: 'ann',
      NEO4J_DATABASE: 'x',
      NEO4J_PASSWORD: 'p',
    };

    expect(await readConnection({}, variables)).toEqual({
      uri: 'bolt://a:1',
      username: 'ann',
      database: 'x',
      password: 'p',
    });
    expect(
      await readConnection({ uri: 'bolt://b:2', username: 'bob', database: 'y', passwordFile: one }, variables),
    ).toEqual({ uri: 'bolt://b:2', username: 'bob', database: 'y', password: 'first' });
    expect(await readConnection({ uri: 'bolt://b:2' }, { ...env, NEO4J_PASSWORD: 'p' })).toEqual({
      uri: 'bolt://b:2',
      username: 'neo4j',
      database: 'neo4j',
      password: 'p',
    });
  });

  it('names a password file that cannot be read', async () => {
    const { env } = await makeSurroundings();
    await expect(readConnection({ passwordFile: '/nowhere/password' }, env)).rejects.toMatchObject({
      code: 'invalid-option',
      message: expect.stringContaining('/nowhere/password'),
    });
  });

  it('names the variable to set when there is neither a password nor a terminal', async () => {
    const { env } = await makeSurroundings();
    await expect(readConnection({ uri: 'bolt://db:7687' }, env)).rejects.toMatchObject({
      code: 'no-password',
      hint: expect.stringContaining('NEO4J_PASSWORD'),
    });
  });

  it.each([{}, { NEO4J_PASSWORD: 'p' }, { NEO4J_URI: '', NEO4J_PASSWORD: 'p' }])(
    'never leads to a server that is not named, with the environment %j',
    async (variables) => {
      const { env } = await makeSurroundings();
      await expect(readConnection({}, { ...env, ...variables })).rejects.toMatchObject({
        code: 'neo4j-missing',
        hint: expect.stringContaining('--uri or NEO4J_URI'),
      });
    },
  );

  it.each(['localhost', 'http://localhost:7687', 'bolt://'])(
    'refuses `%s` as a URI before it asks for a password',
    async (uri) => {
      const { env } = await makeSurroundings();
      await expect(readConnection({ uri }, env)).rejects.toMatchObject({
        code: 'invalid-option',
        message: expect.stringContaining(uri),
      });
    },
  );
});

it.each([
  ['a connection', connectionOptions],
  ['a login', loginOptions],
])('the option --uri of %s accepts only a Bolt address', (_of, options) => {
  const uri = options().find(({ long }) => long === '--uri')!;
  for (const good of ['bolt://db:7687', 'neo4j://db', 'neo4j+s://db', 'bolt+ssc://db']) {
    expect(uri.parseArg!(good, undefined)).toBe(good);
  }
  const refused = {
    code: 'invalid-option',
    message: 'Expected --uri to be a Bolt address such as bolt://localhost:7687, got `foo`',
  };
  expect(() => uri.parseArg!('foo', undefined)).toThrow(expect.objectContaining(refused));
});
