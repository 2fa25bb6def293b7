import type { Finding } from '../../lint/finding.ts';
import { formatCount } from '../../system/format-number.ts';

const shownLines = 3;

/** What a finding says, without its file and line: `Column 2 (age:int): expected …, found …. The same in …`. */
export function describeFinding(finding: Finding): string {
  const column = locateColumn(finding);
  const text = `${column && `${column}: `}${describeExpected(finding)}${describeRepeats(finding)}`;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** `column 2 (age:int)`; empty for a finding of a whole row or file. */
export function locateColumn({ column, header }: Finding): string {
  return column === undefined ? '' : `column ${column}${header ? ` (${header})` : ''}`;
}

/** `expected …, found …, which becomes ….` */
export function describeExpected(finding: Finding): string {
  const { expected, becomes } = finding;
  const change = becomes === undefined ? '' : `, which becomes ${becomes}`;
  return `expected ${expected}, found ${formatFound(finding)}${change}.`;
}

/** ` The same in 2 more lines: 5, 7.` Empty where one line has the finding. */
export function describeRepeats({ lines }: Finding): string {
  const others = lines.length - 1;
  if (others <= 0) return '';
  const numbers = lines
    .slice(1, 1 + shownLines)
    .map(formatCount)
    .join(', ');
  return ` The same in ${formatCount(others)} more ${others === 1 ? 'line' : 'lines'}: ${numbers}${others > shownLines ? ' …' : ''}.`;
}

/** The rules whose findings describe what was found. All others quote the text of the file. */
const describingRules = ['encoding', 'end-empty', 'id-empty', 'type-empty', 'type-empty-text', 'type-missing'];
const descriptions = ['neither', 'the global id space', 'a blank line', 'no text'];

function formatFound({ rule, found }: Finding): string {
  const [, id, place] = (rule === 'id-duplicate' && /^(.*)(, as in line [\d,]+ of .*)$/s.exec(found)) || [];
  if (id !== undefined) return `\`${shorten(id)}\`${place}`;
  return describingRules.includes(rule) || descriptions.includes(found) ? found : `\`${shorten(found)}\``;
}

function shorten(text: string): string {
  const plain = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  return plain.length > 80 ? `${plain.slice(0, 79)}…` : plain;
}
