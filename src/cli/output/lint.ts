import { relative } from 'node:path';
import { styleText } from 'node:util';
import type { Finding } from '../../lint/finding.ts';
import type { LintResult } from '../../lint/lint-result.ts';
import { formatBytes, formatCount } from '../../system/format-number.ts';

const shownLines = 3;
const shownFiles = 5;

/** A line for each finding with its remedy below, and a line with all counts. */
export function formatLint(folder: string, { findings, counts, unread }: LintResult): string {
  const { nodes, relationships, bytes } = counts;
  const content = `${formatCount(nodes)} nodes and ${formatCount(relationships)} relationships in ${formatBytes(bytes)}`;
  const count = (severity: Finding['severity']): string => {
    const number = findings
      .filter((finding) => finding.severity === severity)
      .reduce((sum, { lines }) => sum + Math.max(1, lines.length), 0);
    return `${formatCount(number)} ${severity}${number === 1 ? '' : 's'}`;
  };
  const summary = `${folder}: ${content}, ${count('error')}, ${count('warning')}\n`;
  return `${findings.map(formatFinding).join('')}${formatUnread(folder, unread)}${summary}`;
}

function formatUnread(folder: string, unread: LintResult['unread']): string {
  if (unread.length === 0) return '';
  const names = unread.slice(0, shownFiles).map((path) => relative(folder, path));
  const rest = unread.length > shownFiles ? `, and ${formatCount(unread.length - shownFiles)} more` : '';
  return `Skipped (not a CSV file name): ${names.join(', ')}${rest}\n`;
}

function formatFinding(finding: Finding): string {
  const { severity, file, lines, column, header, expected, becomes, remedy } = finding;
  const colour = severity === 'error' ? 'red' : 'yellow';
  const mark = styleText(colour, severity, { stream: process.stdout });
  const line = lines[0] === undefined ? '' : `:${lines[0]}`;
  const place = column === undefined ? '' : `, column ${column}${header ? ` (${header})` : ''}`;
  const change = becomes === undefined ? '' : `, which becomes ${becomes}`;
  const others = lines.length - 1;
  const lineNumbers = lines
    .slice(1, 1 + shownLines)
    .map(formatCount)
    .join(', ');
  const repeats =
    others > 0
      ? ` The same in ${formatCount(others)} more ${others === 1 ? 'line' : 'lines'}: ${lineNumbers}${others > shownLines ? ' …' : ''}.`
      : '';
  return `${mark} ${file}${line}${place}: expected ${expected}, found ${formatFound(finding)}${change}.${repeats}\n      ${remedy}\n`;
}

/** The rules whose findings describe what was found. All others quote the text of the file. */
const describingRules = ['encoding', 'end-empty', 'id-empty', 'type-empty', 'type-missing'];
const descriptions = ['neither', 'the global id space'];

function formatFound({ rule, found }: Finding): string {
  return describingRules.includes(rule) || descriptions.includes(found) ? found : `\`${shorten(found)}\``;
}

function shorten(text: string): string {
  const plain = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  return plain.length > 80 ? `${plain.slice(0, 79)}…` : plain;
}
