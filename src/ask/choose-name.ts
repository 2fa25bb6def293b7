import { BulkgenError } from '../errors.ts';
import { suggest } from '../options/suggest.ts';

/** What a name is, for the message that refuses one. */
export interface ChosenName {
  /** With an article: `a label of the graph`. */
  readonly what: string;
  /** What to do where no name is close. */
  readonly hint?: string | undefined;
}

/** The one of some names that a text is, in upper or lower case. Throws `invalid-option` for none, and suggests the closest. */
export function chooseName(text: string, names: readonly string[], { what, hint }: ChosenName): string {
  const lowerCase = text.toLowerCase();
  const found = names.includes(text) ? text : names.find((name) => name.toLowerCase() === lowerCase);
  if (found !== undefined) return found;
  const message = `Expected ${what} (${names.join(', ') || 'none'}), got \`${text}\``;
  throw new BulkgenError('invalid-option', message, { hint: suggest(text, names) ?? hint });
}
