import { randomBytes } from 'node:crypto';

/** A random password of digits and letters alone: neo4j-admin takes one that begins with `-` for an option. */
export function createPassword(): string {
  return randomBytes(16).toString('hex');
}
