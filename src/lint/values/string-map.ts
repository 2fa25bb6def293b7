// The text of a map, `{name:value, name:'value'}`, as the importer reads it: the options of a header and the fields of a point.

/**
 * Reads a map. Text after the last value that has no colon is ignored. Returns nothing if the importer refuses the text: the
 * braces are missing or empty, a value is missing, a quote is open, or a name comes twice.
 */
export function readStringMap(text: string): Map<string, string> | undefined {
  const inner = /\{([^\n\r\u0085\u2028\u2029]*)\}/.exec(text)?.[1];
  if (!inner) return undefined;
  const map = new Map<string, string>();
  let at = 0;
  while (at < inner.length) {
    const colon = inner.indexOf(':', at);
    if (colon < 0) break;
    const name = trimControls(inner.slice(at, colon));
    const value = readValue(inner, colon + 1);
    if (!value || map.has(name)) return undefined;
    map.set(name, inner.slice(value.start, value.end));
    at = value.end + 1;
    while (at < inner.length && (inner[at] === ',' || isBlank(inner[at]!))) at++;
  }
  return map;
}

/** Where the value after a colon starts and ends. */
function readValue(text: string, afterColon: number): { readonly start: number; readonly end: number } | undefined {
  let start = afterColon;
  while (start < text.length && isBlank(text[start]!)) start++;
  const first = text[start];
  if (first === undefined) return undefined;
  if (first === "'" || first === '"') {
    const end = text.indexOf(first, start + 1);
    return end < 0 ? undefined : { start: start + 1, end };
  }
  const comma = text.indexOf(',', start);
  let end = comma < 0 ? text.length : comma;
  if (end === start) return undefined;
  while (isBlank(text[end - 1]!)) end--;
  return { start, end };
}

/** The characters that are white space for Java, which excludes no-break spaces. */
export const blankCharacters = String.raw`\t-\r\x1c-\x20\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000`;

const blanksAround = new RegExp(`^[${blankCharacters}]+|[${blankCharacters}]+$`, 'g');

/** Removes Java's white space from both ends. */
export function trimBlanks(text: string): string {
  return text.replaceAll(blanksAround, '');
}

const blank = new RegExp(`[${blankCharacters}]`);

function isBlank(character: string): boolean {
  return character <= '\x7f' ? character <= ' ' && blank.test(character) : blank.test(character);
}

/** Removes what Java's `trim` removes: spaces and control characters. */
export function trimControls(text: string): string {
  if (text.charCodeAt(0) > 0x20 && text.charCodeAt(text.length - 1) > 0x20) return text;
  let [start, end] = [0, text.length];
  while (start < end && text.charCodeAt(start) <= 0x20) start++;
  while (end > start && text.charCodeAt(end - 1) <= 0x20) end--;
  return text.slice(start, end);
}
