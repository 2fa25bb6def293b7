import { expect, it } from 'vitest';
import { createPassword } from '../../src/targets/neo4j/credentials.ts';

// neo4j-admin took a password that began with `-`, one in 64, for an option.
it('creates passwords that no command takes for an option', () => {
  const passwords = Array.from({ length: 500 }, createPassword);
  expect(passwords.filter((password) => !/^[0-9a-f]{32}$/.test(password))).toEqual([]);
  expect(new Set(passwords).size).toBe(500);
});
