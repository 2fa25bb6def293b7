// The table of faults, from what the two fault suites noted when they ran (test/golden/faults-*.json).
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The outcome of a fault. */
export interface FaultRow {
  readonly fault: string;
  /** The step at which it happens, where it is tried at several steps. */
  readonly step?: string;
  readonly outcome: string;
}

const golden = join(import.meta.dirname, '../../golden');
const targets = ['embedded', 'docker'] as const;

/** Faults that share a line where their outcomes are the same. */
const families = ['neo4j-admin ', 'a file of the export ', 'the container '];

/** One line for each fault and outcome, with all of its steps; a dash for a target where it was not tried. */
export async function formatFaultTable(): Promise<string> {
  const lines = new Map<string, Partial<Record<string, string>>>();
  for (const target of targets) {
    const rows = JSON.parse(await readFile(join(golden, `faults-${target}.json`), 'utf8')) as FaultRow[];
    for (const { fault, outcome } of groupSteps(rows)) lines.set(fault, { ...lines.get(fault), [target]: outcome });
  }
  const merged = new Map<string, readonly string[]>();
  for (const [fault, outcomes] of lines) {
    const cells = targets.map((target) => outcomes[target] ?? '–').join(' | ');
    const family = families.find((prefix) => fault.startsWith(prefix));
    const key = family === undefined ? fault : `${family}${cells}`;
    merged.set(key, [cells, ...(merged.get(key) ?? [cells]).slice(1), fault]);
  }
  const body = [...merged.values()].map(([cells, ...faults]) => `| ${joinFamily(faults)} | ${cells} |`);
  return `| fault | ${targets.join(' | ')} |\n|---|---|---|\n${body.join('\n')}\n`;
}

/** `a file of the export is missing, is cut off`. */
function joinFamily(faults: readonly string[]): string {
  const family = families.find((prefix) => faults[0]!.startsWith(prefix)) ?? '';
  return family + faults.map((fault) => fault.slice(family.length)).join(', ');
}

function groupSteps(rows: readonly FaultRow[]): readonly FaultRow[] {
  const groups = new Map<string, FaultRow & { readonly steps: readonly string[] }>();
  for (const row of rows) {
    const key = `${row.fault} ${row.outcome}`;
    const steps = [...(groups.get(key)?.steps ?? []), ...(row.step === undefined ? [] : [row.step])];
    groups.set(key, { ...row, steps });
  }
  return [...groups.values()].map(({ fault, steps, outcome }) => ({
    fault: steps.length === 0 ? fault : fault.replace('…', steps.join(', ')),
    outcome,
  }));
}
