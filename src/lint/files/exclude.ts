// Patterns of --exclude, with the meaning that they have in a .gitignore file.
import { resolve, sep } from 'node:path';
import { BulkgenError } from '../../errors.ts';

/** Compiled patterns, which remember what they matched. */
export interface Exclusion {
  /** Whether a pattern leaves out a file or folder, given by its path in the folder of the files, with `/` as the separator. */
  leavesOut(path: string, isFolder: boolean): boolean;
  /** The patterns that have matched nothing so far. */
  listUnmatched(): readonly string[];
}

/**
 * Compiles patterns: `*` and `?` stand for characters of a name, `**` for folders, and `[ab]` for one of the characters. A pattern
 * with a `/` in it begins at the folder, any other matches at every depth. One that ends with `/` matches only folders. Throws
 * `invalid-option`.
 */
export function compileExclusion(patterns: readonly string[], folder: string): Exclusion {
  const compiled = patterns.map((pattern) => compilePattern(pattern, folder));
  const matched = new Set<CompiledPattern>();
  return {
    leavesOut(path, isFolder) {
      const found = compiled.filter(({ onlyFolders, regExp }) => (isFolder || !onlyFolders) && regExp.test(path));
      for (const pattern of found) matched.add(pattern);
      return found.length > 0;
    },
    listUnmatched: () => patterns.filter((_, index) => !matched.has(compiled[index]!)),
  };
}

interface CompiledPattern {
  readonly onlyFolders: boolean;
  readonly regExp: RegExp;
}

function compilePattern(pattern: string, folder: string): CompiledPattern {
  if (/^!|^[./]*$/.test(pattern)) {
    throw new BulkgenError('invalid-option', `Expected --exclude to be a pattern of files, got \`${pattern}\``, {
      hint: "Write a name such as '*.bak', or a path in the folder such as old/2024.csv.",
    });
  }
  const fromFolder = cutFolder(pattern, folder);
  const onlyFolders = fromFolder.endsWith('/');
  const text = fromFolder.replace(/\/$/, '');
  const isAnchored = text.includes('/');
  const source = translate(text.replace(/^\//, ''));
  return { onlyFolders, regExp: new RegExp(isAnchored ? `^${source}$` : `^(?:.*/)?${source}$`, 's') };
}

/** A path that names the folder itself, as a shell completes it, becomes a path in the folder. */
function cutFolder(pattern: string, folder: string): string {
  const prefix = `${resolve(folder)}${sep}`;
  const path = resolve(pattern);
  const isInFolder = pattern.includes('/') && path.startsWith(prefix);
  if (!isInFolder) return pattern.replace(/^\.\//, '/');
  return `/${path.slice(prefix.length).split(sep).join('/')}${pattern.endsWith('/') ? '/' : ''}`;
}

function translate(pattern: string): string {
  const tokens = /\*\*\/|\/\*\*$|\*+|\?|\[!?\]?[^\]]*\]|(?:(?!\/\*\*$)[^*?[])+|\[/g;
  return (pattern.match(tokens) ?? [])
    .map((token) => {
      if (token === '**/') return '(?:.*/)?';
      if (token === '/**') return '/.*';
      if (token.startsWith('*')) return '[^/]*';
      if (token === '?') return '[^/]';
      if (token.length > 2 && token.startsWith('[')) return translateSet(token);
      return token.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
    })
    .join('');
}

function translateSet(token: string): string {
  const isNegated = token[1] === '!';
  const members = token.slice(isNegated ? 2 : 1, -1).replace(/[\\\]^[]/g, '\\$&');
  return `(?!/)[${isNegated ? '^' : ''}${members}]`;
}
