import type { LoadOptions, LoadResult } from '../../../src/load/load-graph.ts';
import classic from '../../../src/models/classic.ts';

/** The ways to load that meet faults, and their options. */
export const ways = {
  unwind: {},
  csv: { method: 'csv' },
  apoc: { method: 'apoc' },
  procedure: { method: 'procedure' },
  merge: { merge: true },
  pattern: { method: 'pattern', model: classic },
} as const satisfies Readonly<Record<string, Pick<LoadOptions, 'method' | 'merge' | 'model'>>>;

export type Way = keyof typeof ways;

const wayNames = Object.keys(ways) as readonly Way[];

/** The ways that load the CMDB. Cypher can compute none of its relationships, so `pattern` has a model of its own. */
export const cmdbWays = wayNames.filter((way) => way !== 'pattern');

/** The method that the result of a load names. */
export function methodOf(way: Way): LoadResult['method'] {
  return way === 'merge' ? 'unwind' : way;
}

/** What loads did about faults: a row for each fault, a column for each way to load. */
export class FaultTable {
  readonly #rows = new Map<string, Map<Way, string>>();

  /** Throws when another outcome of the same fault was noted: versions of Neo4j must not differ. */
  note(fault: string, way: Way, outcome: string): void {
    const row = this.#rows.get(fault) ?? new Map<Way, string>();
    this.#rows.set(fault, row);
    const noted = row.get(way) ?? outcome;
    if (noted !== outcome) throw new Error(`Expected ${fault}, by ${way}, to end as ${noted}, got ${outcome}`);
    row.set(way, outcome);
  }

  format(): string {
    const rows = [...this.#rows].map(([fault, outcomes]) => {
      const [first] = wayNames.filter((way) => outcomes.has(way));
      return [fault, ...wayNames.map((way) => outcomes.get(way) ?? `like ${first}`)];
    });
    const lines = [['fault', ...wayNames], Array.from({ length: wayNames.length + 1 }, () => '---'), ...rows];
    return `${head}\n${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
  }
}

const head = `# What happens when a load fails

\`test/end-to-end/load-faults.test.ts\` provokes each fault in real loads, by each method, and by \`--merge\` into a database that
already holds a part of the graph.

- **exact**: the load continued. Afterwards every row was compared: 0 lost, 0 twice, 0 changed, and nothing else in the database.
- A code, such as \`query-failed\`: the load ended with this error. Then: what the same command did afterwards.
- *like unwind*: the code that handles the fault is the same, so this way was not tried.
`;
