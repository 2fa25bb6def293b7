import { closestMatch } from 'leven';

/** The question that suggests the name a user probably meant; undefined when no name is close to the text. */
export function suggest(text: string, names: readonly string[]): string | undefined {
  const lowerCase = names.map((name) => name.toLowerCase());
  // A third of the letters may be wrong; in a short name one.
  const maxDistance = Math.max(1, Math.floor(text.length / 3));
  const closest = closestMatch(text.toLowerCase(), lowerCase, { maxDistance });
  return closest === undefined ? undefined : `Did you mean \`${names[lowerCase.indexOf(closest)]}\`?`;
}
