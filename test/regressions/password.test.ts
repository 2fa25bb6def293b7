import { expect, it } from 'vitest';
import { createPassword } from '../../src/targets/neo4j/create-password.ts';

// One that began with `-`, as one in 64 did, was taken for an option by neo4j-admin.
it('makes passwords that no command takes for an option', () => {
  const passwords = Array.from({ length: 500 }, createPassword);
  expect(passwords.filter((password) => !/^[0-9a-f]{32}$/.test(password))).toEqual([]);
  expect(new Set(passwords).size).toBe(500);
});
