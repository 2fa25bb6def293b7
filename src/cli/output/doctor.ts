import type { AutoChoice, Readinesses } from '../../doctor/evaluate-targets.ts';
import type { MachineReport } from '../../doctor/examine-machine.ts';
import type { ServerReport } from '../../doctor/examine-server.ts';
import { formatCheck, formatChecks } from './checks.ts';

/** The checks of a machine, then its targets. */
export function formatReport({ findings, targets, auto }: MachineReport): string {
  const lines = [...formatChecks(findings), 'Targets'];
  for (const [kind, { canImport, message, option, needs }] of Object.entries(targets)) {
    const text = `${kind}: ${message}${option === null ? '' : `: ${option}`}`;
    lines.push(...formatCheck(canImport ? 'ok' : 'missing', text, needs));
  }
  lines.push(...formatAuto(auto, targets));
  return `${lines.join('\n')}\n`;
}

function formatAuto({ kind, reason, canImport }: AutoChoice, targets: Readinesses): readonly string[] {
  const choice = kind === null ? `cannot choose: ${reason}` : `chooses ${kind} (${reason})`;
  if (canImport) return formatCheck('ok', `--target auto ${choice}`, []);
  const other = Object.entries(targets).find(([, readiness]) => readiness.canImport);
  const option = other?.[1].option ? ` ${other[1].option}` : '';
  const cures = other ? [`Name a target that can import: --target ${other[0]}${option}.`] : [];
  return formatCheck('warning', `--target auto ${choice}${kind === null ? '' : ' and fails'}`, cures);
}

/** The checks of a server, then the lines to paste. */
export function formatServerReport({ findings, advice }: ServerReport): string {
  const { settings, environment } = advice;
  const lines = [...formatChecks(findings)];
  if (settings.length > 0) {
    lines.push('', 'In neo4j.conf, before a restart:', '', ...settings.map((line) => `  ${line}`));
    lines.push('', 'Or in Docker Compose, under `environment:`', '', ...environment.map((line) => `  ${line}`));
  }
  return `${lines.join('\n')}\n`;
}
