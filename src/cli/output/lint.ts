import { basename, relative } from 'node:path';
import { nameKind } from '../../lint/files/file-name.ts';
import type { SkippedFiles } from '../../lint/files/find-files.ts';
import type { Finding, Severity } from '../../lint/finding.ts';
import { countFindings, type LintResult } from '../../lint/lint-result.ts';
import { formatBytes, formatCount, formatQuantity } from '../../system/format-number.ts';
import { quoteWord } from '../../system/quote-word.ts';
import { describeExpected, describeRepeats, locateColumn } from './describe-finding.ts';
import { colour, escapeLine } from './terminal.ts';

const shownLines = 3;
const shownFiles = 5;

/** A line for each finding with its remedy below, and a line with all counts. */
export function formatLint(folder: string, result: LintResult): string {
  const { findings, counts } = result;
  const { nodes, relationships, bytes } = counts;
  const content = `${formatQuantity(nodes, 'nodes')} and ${formatQuantity(relationships, 'relationships')} in ${formatBytes(bytes)}`;
  const count = (severity: Severity): string => {
    return formatQuantity(countFindings(findings, severity), `${severity}s`);
  };
  const summary = `${escapeLine(folder)}: ${content}, ${count('error')}, ${count('warning')}\n`;
  return `${joinFiles(findings).map(formatFinding).join('')}${formatSkippedFiles(folder, result)}${summary}`;
}

/** A line each for headers without rows, for files that are not read or left out, and for patterns that match nothing. */
export function formatSkippedFiles(folder: string, { unread, excluded, unmatched, rowless }: SkippedFiles): string {
  return [
    formatSkipped(folder, 'Headers without rows', rowless),
    formatSkipped(
      folder,
      'Not read, because the name is not that of a CSV file',
      unread.filter((path) => !isNamedAsCsv(path)),
    ),
    formatSkipped(
      folder,
      'Not read, because it is a pipe, a device or a link that leads nowhere',
      unread.filter(isNamedAsCsv),
    ),
    formatSkipped(folder, 'Left out by --exclude', excluded),
    ...unmatched.map((pattern) => `Warning: ${escapeLine(describeUnmatched(pattern))}\n`),
  ].join('');
}

function isNamedAsCsv(path: string): boolean {
  return nameKind(basename(path)) === 'csv' && !path.endsWith('/') && !isHidden(path);
}

function isHidden(path: string): boolean {
  return /^[._]/.test(basename(path));
}

/** What to say about a pattern of --exclude that matches nothing. */
export function describeUnmatched(pattern: string): string {
  return `no file or folder matches --exclude ${quoteWord(pattern)}`;
}

function formatSkipped(folder: string, reason: string, paths: readonly string[]): string {
  if (paths.length === 0) return '';
  const shown = paths.toSorted((a, b) => Number(isHidden(a)) - Number(isHidden(b))).slice(0, shownFiles);
  const names = shown.map((path) => escapeLine(`${relative(folder, path)}${path.endsWith('/') ? '/' : ''}`));
  const rest = paths.length > shownFiles ? `, and ${formatCount(paths.length - shownFiles)} more` : '';
  return `${reason}: ${names.join(', ')}${rest}\n`;
}

/** A finding, and other files with the same one. */
type JoinedFinding = Finding & { readonly others: string[] };

/** Joins findings about whole files that differ only in the file. */
function joinFiles(findings: readonly Finding[]): readonly JoinedFinding[] {
  const joined = new Map<string, JoinedFinding>();
  for (const finding of findings) {
    const { file, ...same } = finding;
    const key = JSON.stringify(finding.rule === 'file-name' || finding.lines.length > 1 ? finding : same);
    const first = joined.get(key);
    if (first) first.others.push(file);
    else joined.set(key, { ...finding, others: [] });
  }
  return [...joined.values()];
}

function formatFinding(finding: JoinedFinding): string {
  const { severity, file, lines, others, remedy } = finding;
  const mark = colour(severity === 'error' ? 'red' : 'yellow', severity, process.stdout);
  const place = [`${file}${lines[0] === undefined ? '' : `:${lines[0]}`}`, locateColumn(finding)].filter(Boolean);
  const text = `${describeExpected(finding)}${describeRepeats(finding)}${formatFiles(others)}`;
  return `${mark} ${escapeLine(`${place.join(', ')}: ${text}`)}\n      ${escapeLine(remedy)}\n`;
}

function formatFiles(files: readonly string[]): string {
  if (files.length === 0) return '';
  const rest = files.length > shownLines ? ' …' : '';
  return ` The same in ${formatQuantity(files.length, 'more files')}: ${files.slice(0, shownLines).join(', ')}${rest}.`;
}
