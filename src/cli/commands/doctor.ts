import type { Command } from 'commander';
import type { Area, Check } from '../../doctor/check.ts';
import type { AutoChoice, Readinesses } from '../../doctor/evaluate-targets.ts';
import type { MachineReport } from '../../doctor/examine-machine.ts';
import { BulkgenError } from '../../errors.ts';
import { trackStep } from '../../progress/tracker.ts';
import { createCommand } from '../command.ts';
import { colour } from '../output/terminal.ts';

export function doctorCommand(): Command {
  return createCommand({
    name: 'doctor',
    summary: 'check whether this machine can import, and what is missing',
    description: [
      'Check Node, Java, Maven, Docker and its Neo4j containers, installed and embedded servers, memory, disk and ports. Report which targets can import now and which one `--target auto` chooses. Nothing is changed.',
      'The exit code is 1 when no target can import.',
    ],
    examples: ['bulkgen doctor', 'bulkgen doctor --json'],
    async run({ signal, onProgress, result }) {
      const { examineMachine } = await import('../../doctor/examine-machine.ts');
      const step = { name: 'examine', message: 'Checking this machine', finished: 'Checked this machine' } as const;
      const report = await trackStep(onProgress, step, () => examineMachine({ signal }));
      await result(report, formatReport(report));
      if (!report.canImport) throw nothingCanImport(report);
    },
  });
}

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
};

/** The checks in groups, each with a mark and the cure of its problem, then the targets. */
export function formatReport({ findings: checks, targets, auto }: MachineReport): string {
  const lines: string[] = [];
  for (const [index, check] of checks.entries()) {
    if (check.area !== checks[index - 1]?.area) lines.push(titles[check.area]);
    lines.push(...formatLine(check.status, check.message, check.status === 'ok' ? [] : [check.cure]));
  }
  lines.push('Targets');
  for (const [kind, { canImport, message, option, needs }] of Object.entries(targets)) {
    const text = `${kind}: ${message}${option === null ? '' : `: ${option}`}`;
    lines.push(...formatLine(canImport ? 'ok' : 'missing', text, needs));
  }
  lines.push(...formatAuto(auto, targets));
  return `${lines.join('\n')}\n`;
}

function formatAuto({ kind, reason, canImport }: AutoChoice, targets: Readinesses): readonly string[] {
  const choice = kind === null ? `cannot choose: ${reason}` : `chooses ${kind} (${reason})`;
  if (canImport) return formatLine('ok', `--target auto ${choice}`, []);
  const other = Object.entries(targets).find(([, readiness]) => readiness.canImport);
  const option = other?.[1].option ? ` ${other[1].option}` : '';
  const cures = other ? [`Name a target that can import: --target ${other[0]}${option}.`] : [];
  return formatLine('warning', `--target auto ${choice}${kind === null ? '' : ' and fails'}`, cures);
}

function formatLine(status: Check['status'], message: string, cures: readonly string[]): readonly string[] {
  const { mark, name } = marks[status];
  return [`  ${colour(name, mark, process.stdout)} ${message}`, ...cures.map((cure) => `      ${cure}`)];
}

const marks = {
  ok: { mark: '✔', name: 'green' },
  warning: { mark: '!', name: 'yellow' },
  missing: { mark: '✘', name: 'red' },
} as const;

/** The hint says how to make the embedded Neo4j usable. The result has all other details. */
function nothingCanImport({ targets }: MachineReport): BulkgenError {
  return new BulkgenError('nothing-can-import', 'No target on this machine can import now', {
    hint: targets.embedded.needs.join(' '),
  });
}
