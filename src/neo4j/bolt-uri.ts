import { BulkgenError } from '../errors.ts';

/**
 * Returns the address when it is one of Bolt. Throws `invalid-option` for any other text, and for an address with a user or a
 * password, which would then stand in every message. The error does not show them.
 */
export function checkBoltUri(uri: string): string {
  const isBolt =
    typeof uri === 'string' && /^(bolt|neo4j)(\+s(sc)?)?:\/\/./.test(uri) && (uri.includes('@') || URL.canParse(uri));
  if (isBolt && !uri.includes('@')) return uri;
  if (isBolt) {
    throw new BulkgenError('invalid-option', `Expected --uri to be an address without a user, got \`${redact(uri)}\``, {
      hint: 'Give the user with --username or NEO4J_USERNAME, and the password with --password-file or NEO4J_PASSWORD.',
    });
  }
  throw new BulkgenError(
    'invalid-option',
    `Expected --uri to be a Bolt address such as bolt://localhost:7687, got \`${redact(uri)}\``,
  );
}

/** Hides the user and the password in a text that may be an address. */
function redact(uri: string): string {
  return String(uri).replace(/^([a-z+]*:\/\/)?.*@/is, '$1…@');
}
