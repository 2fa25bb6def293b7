/** Quotes a word where necessary, so that a printed command can be pasted into a shell. */
export function quoteWord(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  // A terminal may not show control signs, or may act on them, so bash, zsh and ksh read them from `$'…'`.
  if (/[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/u.test(word)) return `$'${quoteSigns(word)}'`;
  return quoteExactly(word);
}

/** Quotes a word for any POSIX shell, for a script that bulkgen runs. It may hold control signs, so it is not for messages. */
export function quoteExactly(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/**
 * Quotes the path of a file or folder as an argument of a command. A path that begins with a dash gets `./` before it, because
 * the command would take it for an option.
 */
export function quotePath(path: string): string {
  return quoteWord(path.startsWith('-') ? `./${path}` : path);
}

function quoteSigns(word: string): string {
  return word.replaceAll(/[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}'\\]/gu, (sign) =>
    [...Buffer.from(sign)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join(''),
  );
}
