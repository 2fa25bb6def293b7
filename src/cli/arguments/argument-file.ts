// Argument files of neo4j-admin, as picocli reads them: its manual, "Argument files", and java.io.StreamTokenizer.
import { statSync } from 'node:fs';
import { BulkgenError } from '../../errors.ts';
import { readNamedFileSync, reasonOf } from '../../system/text-file.ts';

/**
 * Replaces each word `@file` by the words in that file, which may name more files. `@@word` stands for the word `@word`, and
 * `@folder` for the folder of that name. Throws `file-unreadable`.
 */
export function expandArgumentFiles(words: readonly string[], parents: readonly string[] = []): readonly string[] {
  return words.flatMap((word) => {
    if (word.startsWith('@@')) return [word.slice(1)];
    if (!word.startsWith('@') || word === '@') return [word];
    const path = word.slice(1);
    if (statSync(word, { throwIfNoEntry: false })?.isDirectory()) return [word];
    if (parents.includes(path)) return []; // picocli reads a file that names itself once
    return expandArgumentFiles(splitWords(readText(path)), [...parents, path]);
  });
}

function readText(path: string): string {
  try {
    return readNamedFileSync(path);
  } catch (cause) {
    throw new BulkgenError('file-unreadable', `Could not read the argument file ${path}: ${reasonOf(cause)}`, {
      hint: 'Name a readable file after @, or write @@ for a word that begins with @.',
      cause,
    });
  }
}

/** A comment, a word in quotes, or a word without blanks, quotes and comments. */
const word = /#[^\n\r]*|"((?:\\[^\n\r]|[^"\\\n\r])*)"?|'((?:\\[^\n\r]|[^'\\\n\r])*)'?|([^\0-\x20"'#]+)/g;

/** Splits the text of an argument file. A quotation mark begins a new word, also in the middle of one. */
export function splitWords(text: string): readonly string[] {
  return [...text.matchAll(word)].flatMap(([, double, single, bare]) => {
    const quoted = double ?? single;
    return quoted === undefined ? (bare ?? []) : readEscapes(quoted);
  });
}

const escapes: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** Java's escapes in a quoted word, octal numbers among them. */
function readEscapes(text: string): string {
  return text.replace(/\\([0-3]?[0-7]{1,2}|.)/g, (_, escaped: string) =>
    /^\d/.test(escaped) && escaped < '8'
      ? String.fromCharCode(Number.parseInt(escaped, 8))
      : (escapes[escaped] ?? escaped),
  );
}
