// Findings of the lint in the formats that code hosts read.
import { relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Invocation, Log, Result } from 'sarif';
import type { Finding } from '../../lint/finding.ts';
import type { LintResult } from '../../lint/lint-result.ts';
import { version } from '../../version.ts';
import { describeFinding } from './describe-finding.ts';
import { describeUnmatched, formatLint } from './lint.ts';

export type ReportFormat = 'text' | 'sarif' | 'github';

/** The result of the lint in one of the formats. */
export function formatReport(format: ReportFormat, folder: string, result: LintResult): string {
  if (format === 'sarif') return formatSarif(folder, result);
  return format === 'github' ? formatGitHub(folder, result.findings) : formatLint(folder, result);
}

/**
 * A log in SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), with a result for each finding at the first line
 * that has it. Paths are relative to the current folder, or URLs of files outside of it.
 */
function formatSarif(folder: string, { findings, unmatched }: LintResult): string {
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  const log: Log = {
    version: '2.1.0',
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    runs: [
      {
        tool: { driver: { name: 'bulkgen', semanticVersion: version, rules: rules.map((id) => ({ id })) } },
        columnKind: 'utf16CodeUnits',
        ...(unmatched.length > 0 && { invocations: [warnOfPatterns(unmatched)] }),
        results: findings.map((finding) => createResult(folder, finding)),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function warnOfPatterns(unmatched: readonly string[]): Invocation {
  const texts = unmatched.map(describeUnmatched);
  return {
    executionSuccessful: true,
    toolConfigurationNotifications: texts.map((text) => ({ level: 'warning', message: { text } })),
  };
}

function createResult(folder: string, finding: Finding): Result {
  const { rule, severity, remedy, lines } = finding;
  const [startLine] = lines;
  return {
    ruleId: rule,
    level: severity,
    message: { text: `${describeFinding(finding)} ${remedy}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: locate(folder, finding) },
          ...(startLine !== undefined && { region: { startLine } }),
        },
      },
    ],
    ...(lines.length > 1 && { occurrenceCount: lines.length }),
  };
}

function locate(folder: string, { file }: Finding): string {
  const path = resolve(folder, file);
  const within = relative('', path);
  return within.startsWith('..') ? pathToFileURL(path).href : within.split(sep).map(encodeURIComponent).join('/');
}

/**
 * Commands of GitHub's runner, which shows each finding at its line of a pull request:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
function formatGitHub(folder: string, findings: readonly Finding[]): string {
  return findings
    .map((finding) => {
      const { severity, rule, remedy, lines, file } = finding;
      const path = relative('', resolve(folder, file));
      const properties = { file: path, ...(lines[0] !== undefined && { line: `${lines[0]}` }), title: rule };
      const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(value)}`);
      return `::${severity} ${list.join(',')}::${escapeText(`${describeFinding(finding)} ${remedy}`)}\n`;
    })
    .join('');
}

function escapeText(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeText(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
