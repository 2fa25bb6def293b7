// The bar is there because fast-csv quotes it, too.
const needsQuotes = /[",\r\n|]/;

/**
 * A CSV cell for any text, quoted as fast-csv does: only where a delimiter, a quote or a line break asks for it. Unlike
 * there the empty string has quotes, for the importer takes a bare empty cell for null.
 */
export function quoteCell(text: string): string {
  if (text === '') return '""';
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
