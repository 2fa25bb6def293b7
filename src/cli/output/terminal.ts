// Everything that bulkgen prints for people passes through `writeText`. Names, values and messages may come from files and servers
// that a stranger controls, and a control sign among them could hide text, change the title of the window or move the cursor.
import { randomUUID } from 'node:crypto';
import { styleText } from 'node:util';
import { spellCommands } from './spell-commands.ts';

/** Controls, marks that change the direction of text, and the separators of lines and paragraphs of Unicode. */
const unsafe = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu;

/** Stands for the ESC of bulkgen's colours, so that no other text can contain one. */
const ownEscape = randomUUID();
const ownColour = new RegExp(`${ownEscape}\\[\\d+m`, 'g');

/** Shows each control sign as `\u001b`; keeps line breaks and tabs. */
export function escapeControls(text: string): string {
  return text.replace(unsafe, (sign) => (sign === '\n' || sign === '\t' ? sign : escapeSign(sign)));
}

/** `escapeControls` of a text that must stay in its line: shows line breaks and tabs, too. */
export function escapeLine(text: string): string {
  return text.replace(unsafe, escapeSign);
}

function escapeSign(sign: string): string {
  const short = { '\n': '\\n', '\t': '\\t', '\r': '\\r' }[sign];
  return short ?? `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A coloured text, for `writeText` to that stream; plain where the stream shows no colours. */
export function colour(
  name: 'red' | 'yellow' | 'green',
  text: string,
  stream: NodeJS.WriteStream = process.stderr,
): string {
  return styleText(name, escapeControls(text), { stream }).replaceAll('\u001b', ownEscape);
}

/** A text for people without its colours, for a page. */
export function plainText(text: string): string {
  return escapeControls(text.replaceAll(ownColour, ''));
}

/** Writes a text for people: control signs are shown, the colours of `colour` are kept, and commands can be pasted. */
export function writeText(stream: NodeJS.WriteStream, text: string, onWritten?: (error?: Error | null) => void): void {
  stream.write(escapeControls(spellCommands(text)).replaceAll(ownEscape, '\u001b'), onWritten);
}

/** Writes bytes or JSON as they are, because programs read them. */
export function writeRaw(
  stream: NodeJS.WriteStream,
  text: string | Uint8Array,
  onWritten?: (error?: Error | null) => void,
): void {
  stream.write(text, onWritten);
}
