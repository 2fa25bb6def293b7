import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';

/** How neo4j-admin reads the names of files; 5.26 knows only regular expressions. */
export const patternStyles = ['regex', 'glob', 'none'] as const;

export type PatternStyle = (typeof patternStyles)[number];

/**
 * The files that a name stands for, in neo4j-admin's order: numbers in names are compared as numbers. Only the name after the
 * last slash is a pattern, except that `**` in a glob stands for any folders. A name that matches nothing stays as it is.
 */
export function findMatches(path: string, style: PatternStyle): readonly string[] {
  const whole = resolve(path);
  const pattern = style === 'none' ? undefined : readPattern(path, style);
  if (!pattern) return [whole];
  const names = listFiles(pattern.folder, pattern.isDeep).filter((name) => pattern.expression.test(name));
  const matches = names.map((name) => join(pattern.folder, name)).sort(compareNumbersInText);
  return matches.length === 0 || (existsSync(whole) && !matches.includes(whole)) ? [whole] : matches;
}

interface Pattern {
  readonly folder: string;
  readonly expression: RegExp;
  /** Whether the expression is for paths below the folder. */
  readonly isDeep: boolean;
}

/** Undefined for a name that cannot be a pattern. */
function readPattern(path: string, style: 'regex' | 'glob'): Pattern | undefined {
  const stars = style === 'glob' ? path.indexOf('**') : -1;
  const isDeep = stars >= 0;
  const folder = resolve(isDeep ? path.slice(0, stars) : dirname(path));
  const name = isDeep ? path.slice(stars) : basename(path);
  try {
    return { folder, expression: new RegExp(`^(?:${style === 'glob' ? translateGlob(name) : name})$`), isDeep };
  } catch {
    return undefined;
  }
}

/** A glob of java.nio as a regular expression, without `{a,b}`: commas separate files. */
function translateGlob(glob: string): string {
  return glob.replace(/\*\*|\*|\?|\[!|\[|\]|\\.|[^\w/-]/g, (token) => {
    const meanings: Readonly<Record<string, string>> = { '**': '.*', '*': '[^/]*', '?': '[^/]', '[!': '[^' };
    return meanings[token] ?? (/^[[\]]$|^\\/.test(token) ? token : `\\${token}`);
  });
}

/** What folders contain, because a command line may name thousands of files of one folder. */
const listings = new Map<string, { readonly changedAt: number; readonly names: readonly string[] }>();

/** Empty for a folder that cannot be read: reading the file reports why. */
function listFiles(folder: string, isDeep: boolean): readonly string[] {
  try {
    const { mtimeMs: changedAt } = statSync(folder);
    const known = isDeep ? undefined : listings.get(folder);
    if (known?.changedAt === changedAt) return known.names;
    const entries = readdirSync(folder, { withFileTypes: true, recursive: isDeep });
    const files = entries.filter((entry) => !entry.isDirectory());
    const names = files.map((entry) => relative(folder, join(entry.parentPath, entry.name)));
    if (!isDeep) listings.set(folder, { changedAt, names });
    return names;
  } catch {
    return [];
  }
}

function compareNumbersInText(first: string, second: string): number {
  const split = (text: string): readonly string[] => text.match(/\d+|\D+/g) ?? [];
  const [one, other] = [split(first), split(second)];
  for (const [index, part] of one.entries()) {
    const otherPart = other[index];
    if (otherPart === undefined) return 1;
    const areNumbers = /^\d/.test(part) && /^\d/.test(otherPart);
    const [a, b] = areNumbers ? [BigInt(part), BigInt(otherPart)] : [part, otherPart];
    if (a !== b) return a < b ? -1 : 1;
  }
  return one.length - other.length;
}
