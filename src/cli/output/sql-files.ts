// Paths of files in SQL.
import { BulkgenError } from '../../errors.ts';
import { quoteExactly, quoteWord } from '../../system/quote-word.ts';

export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A file for DuckDB, to which `*`, `?` and `[` of a path are a pattern. In brackets they are not, unless a backslash is there. */
export function quoteDuckDbFile(path: string): string {
  if (/[*?[]/.test(path) && path.includes('\\'))
    refuse(path, 'no backslash beside `*`, `?` or `[`, which DuckDB would not find');
  return quoteText(path.replaceAll(/[*?[]/g, '[$&]'));
}

/** How the files of a table are compressed. Said to DuckDB, because it looks for the end of a name before a `?`. */
export function compressionOf([path]: readonly string[]): 'gzip' | 'none' {
  return path?.endsWith('.gz') ? 'gzip' : 'none';
}

/** What psql's \copy reads: a file, or a program that decompresses it. The command ends with its line. */
export function quotePsqlSource(path: string): string {
  if (/[\n\r]/.test(path)) refuse(path, 'no line break, which psql cannot read');
  return path.endsWith('.gz') ? `program ${quoteText(`gzip -dc -- ${quoteExactly(path)}`)}` : quoteText(path);
}

function refuse(path: string, form: string): never {
  throw new BulkgenError('invalid-option', `Expected a path with ${form}, got ${quoteWord(path)}`, {
    hint: 'Rename the folder.',
  });
}
