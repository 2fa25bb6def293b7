import { readdir, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';

/** A folder that may be an installed Neo4j. */
export interface HomeCandidate {
  readonly home: string;
  /** `NEO4J_HOME`, `PATH` or `usual place`. */
  readonly source: 'NEO4J_HOME' | 'PATH' | 'usual place';
}

export interface FindHomesOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Homes to look for; the `*` in a path matches any rest of that folder's name. */
  readonly places?: readonly string[];
}

/** The places of unpacked archives, Debian and RPM packages, and Homebrew. */
const usualPlaces: readonly string[] = [
  '/var/lib/neo4j',
  '/opt/neo4j*',
  '/usr/local/neo4j*',
  '/usr/share/neo4j*',
  '/opt/homebrew/opt/neo4j*/libexec',
  '/usr/local/opt/neo4j*/libexec',
  join(homedir(), 'neo4j*'),
];

/** The folders that may be an installed Neo4j, each once; NEO4J_HOME comes first. */
export async function findHomes({ env, places = usualPlaces }: FindHomesOptions): Promise<readonly HomeCandidate[]> {
  const named = env['NEO4J_HOME'];
  const candidates: HomeCandidate[] = named ? [{ home: resolve(named), source: 'NEO4J_HOME' }] : [];
  for (const home of await homesOnPath(env)) candidates.push({ home, source: 'PATH' });
  for (const place of places) {
    for (const home of await expand(place)) candidates.push({ home, source: 'usual place' });
  }
  const first = new Map<string, HomeCandidate>();
  for (const candidate of candidates) {
    const real = await realpath(candidate.home).catch(() => candidate.home);
    if (!first.has(real)) first.set(real, candidate);
  }
  return [...first.values()];
}

/** A `neo4j` on PATH is in the `bin` folder of its home, in `/usr/bin` (packages), or beside `libexec` (Homebrew). */
async function homesOnPath(env: NodeJS.ProcessEnv): Promise<readonly string[]> {
  const homes: string[] = [];
  for (const folder of (env['PATH'] ?? '').split(delimiter).filter((text) => text !== '')) {
    const real = await realpath(join(folder, 'neo4j')).catch(() => undefined);
    if (real === undefined) continue;
    const root = dirname(dirname(real));
    homes.push(...(root === '/usr' ? ['/var/lib/neo4j'] : [root, join(root, 'libexec')]));
  }
  return homes;
}

async function expand(place: string): Promise<readonly string[]> {
  const [, parent, start, rest] = /^(.*)\/([^/]*)\*(.*)$/.exec(place) ?? [];
  if (parent === undefined || start === undefined) return [place];
  const names = await readdir(parent).catch(() => []);
  return names.filter((name) => name.startsWith(start)).map((name) => join(parent, name, rest ?? ''));
}
