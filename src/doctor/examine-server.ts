import { BulkgenError } from '../errors.ts';
import type { Database } from '../neo4j/driver.ts';
import { readServerFacts, type ServerFacts } from '../neo4j/server-facts.ts';
import { checkOptions } from '../options/check-options.ts';
import type { Check } from './check.ts';
import { type PlannedLoad, type ServerCheck, serverChecks, type WantedSetting } from './check-server.ts';

/** Which server to examine, and for which load. */
export interface ExamineServerOptions {
  /** The opened database (`openDatabase`, `useDatabase`). */
  readonly database: Database;
  /** CIs of the graph that is to be loaded; general advice without it. */
  readonly scale?: number | undefined;
}

/** What a running server has for a load, and what to change. */
export interface ServerReport {
  readonly uri: string;
  readonly database: string;
  /** Whether a load can work. It may be slow where findings have warnings. */
  readonly canLoad: boolean;
  readonly findings: readonly Check[];
  /** Lines to paste; empty when there is nothing to change. */
  readonly advice: {
    /** For `neo4j.conf`: `server.memory.heap.max_size=1g`. */
    readonly settings: readonly string[];
    /** For `environment:` of a Compose file, or `docker run --env`: `NEO4J_server_memory_heap_max__size: 1g`. */
    readonly environment: readonly string[];
  };
}

/**
 * Reads the settings and limits of a running server, and says what to change for a load. Creates one node and rolls it back, to
 * find out whether the user can write. Works with a user who may not see the settings.
 */
export async function examineServer(options: ExamineServerOptions): Promise<ServerReport> {
  checkOptions('examineServer', options, { database: 'database', scale: 'any' });
  const { database, scale } = options;
  refuseScale(scale);
  const { uri, database: name } = database.connection;
  return { uri, database: name, ...evaluateServer(await readServerFacts(database), scale) };
}

function refuseScale(scale: number | undefined): void {
  if (scale === undefined || (Number.isSafeInteger(scale) && scale > 0)) return;
  throw new BulkgenError('invalid-option', `Expected --scale to be a whole number from 1, got \`${scale}\``);
}

/** Turns the facts of a server into a report. */
export function evaluateServer(facts: ServerFacts, scale?: number): Omit<ServerReport, 'uri' | 'database'> {
  const load = scale === undefined ? undefined : planLoad(scale);
  const results = serverChecks.flatMap((check) => check(facts, load));
  const findings = results.map((result) => (facts.isAura ? adviseOnAura(result) : result.check));
  const wanted = facts.isAura ? [] : results.flatMap(({ wanted: settings = [] }) => settings);
  return {
    canLoad: findings.every(({ status }) => status !== 'missing'),
    findings,
    advice: {
      settings: wanted.map(({ name, value }) => `${name}=${value}`),
      environment: wanted.map(toVariable),
    },
  };
}

/** A user cannot change a setting there. */
function adviseOnAura({ check, wanted }: ServerCheck): Check {
  if (check.status === 'ok' || !wanted) return check;
  return { ...check, cure: 'Choose an instance with more memory: Neo4j Aura chooses this setting.' };
}

/** About what the CMDB has without events. */
function planLoad(scale: number): PlannedLoad {
  return { nodes: scale, relationships: Math.round(scale * 2.95) };
}

/** The official image turns such a variable into a setting: `_` stands for a dot, and `__` for an underscore. */
function toVariable({ name, value }: WantedSetting): string {
  return `NEO4J_${name.replaceAll('_', '__').replaceAll('.', '_')}: ${value}`;
}
