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
  /** Folders of homes, or homes; a `*` at the end stands for any ending. */
  readonly places?: readonly string[];
}

/** Where archives are put by hand, Debian and RPM packages put it, and Homebrew does. */
const usualPlaces: readonly string[] = [
  '/var/lib/neo4j',
  '/opt/neo4j*',
  '/usr/local/neo4j*',
  '/usr/share/neo4j*',
  '/opt/homebrew/opt/neo4j*/libexec',
  '/usr/local/opt/neo4j*/libexec',
  join(homedir(), 'neo4j*'),
];

/** The folders that may be an installed Neo4j, each once, the one that NEO4J_HOME names first. */
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

/** `neo4j` lies in the `bin` of its home, in that of a package, or is Homebrew's, beside the home. */
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
