import type { Area, Check } from '../../doctor/check.ts';
import { colour } from './terminal.ts';

const titles: Readonly<Record<Area, string>> = {
  node: 'Node',
  java: 'Java',
  maven: 'Maven',
  docker: 'Docker',
  container: 'Neo4j containers',
  installation: 'Installed Neo4j',
  embedded: 'Embedded Neo4j',
  memory: 'Memory',
  disk: 'Disk',
  port: 'Ports',
  server: 'Server',
  access: 'Access',
  limits: 'Limits',
  settings: 'Settings',
  transactions: 'Transactions',
  connections: 'Connections',
  plugins: 'Plugins and files',
};

/** The lines of checks in groups, each with a mark and the cure of its problem. */
export function formatChecks(checks: readonly Check[]): readonly string[] {
  const lines: string[] = [];
  for (const [index, check] of checks.entries()) {
    if (check.area !== checks[index - 1]?.area) lines.push(titles[check.area]);
    lines.push(...formatCheck(check.status, check.message, check.status === 'ok' ? [] : [check.cure]));
  }
  return lines;
}

/** The lines of one check, with a mark, and its cures below it. */
export function formatCheck(status: Check['status'], message: string, cures: readonly string[]): readonly string[] {
  const { mark, name } = marks[status];
  return [`  ${colour(name, mark, process.stdout)} ${message}`, ...cures.map((cure) => `      ${cure}`)];
}

const marks = {
  ok: { mark: '✔', name: 'green' },
  warning: { mark: '!', name: 'yellow' },
  missing: { mark: '✘', name: 'red' },
} as const;
