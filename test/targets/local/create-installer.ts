import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { findFreePort } from '../../../src/system/port.ts';
import { afterFile } from '../../setup/after-file.ts';

export const password = 'a-test-password';

export interface Layout {
  /** Lines to add to its neo4j.conf. */
  readonly settings?: readonly string[];
  /** Leave out `bin`. */
  readonly bare?: boolean;
}

/**
 * Creates installations of Neo4j 5.26.30 that share their jars, and have no plugin. Each has its own ports and password. After the file's tests,
 * running servers are stopped and everything is removed.
 */
export async function createInstaller(env: NodeJS.ProcessEnv): Promise<(layout?: Layout) => Promise<string>> {
  const folder = await mkdtemp(join(tmpdir(), 'bulkgen local '));
  await chmod(folder, 0o755); // for other users
  const first = join(folder, 'first');
  await execa(fileURLToPath(new URL('../../../docker/stand-in/install', import.meta.url)), [first], { env });
  await execa(join(first, 'bin', 'neo4j-admin'), ['dbms', 'set-initial-password', password], {
    env: withoutNeo4j(env),
  });
  afterFile(() => rm(folder, { recursive: true, force: true }));
  let count = 0;
  return async ({ settings = [], bare = false } = {}) => {
    const home = join(folder, `neo4j ${++count}`);
    for (const name of ['data', 'logs', 'run', 'import']) await mkdir(join(home, name), { recursive: true });
    for (const name of ['lib', 'plugins']) await symlink(join(first, name), join(home, name));
    for (const name of ['conf', 'data', ...(bare ? [] : ['bin'])]) {
      await cp(join(first, name), join(home, name), { recursive: true });
    }
    await writeSettings(home, settings);
    afterFile(() => stopAll(home, first, env));
    return home;
  };
}

async function writeSettings(home: string, settings: readonly string[]): Promise<void> {
  const lines = [
    `server.bolt.listen_address=127.0.0.1:${await findFreePort()}`,
    'server.http.enabled=false', // an eighth of a start and an import, and no test uses it
    'server.memory.heap.max_size=512m',
    'server.memory.pagecache.size=128m',
    'dbms.security.procedures.unrestricted=apoc.*',
    'dbms.usage_report.enabled=false',
    // Or every stop takes ten seconds.
    'internal.dbms.bolt.netty_server_shutdown_quiet_period=0',
    ...settings,
  ];
  const file = join(home, 'conf', 'neo4j.conf');
  // Neo4j refuses a setting that is there twice.
  const names = lines.map((line) => line.split('=', 1)[0]!);
  const kept = (await readFile(file, 'utf8')).split('\n').filter((line) => !names.includes(line.split('=', 1)[0]!));
  await writeFile(file, [...kept, ...lines, ''].join('\n'));
}

async function stopAll(home: string, first: string, env: NodeJS.ProcessEnv): Promise<void> {
  const own = { ...withoutNeo4j(env), NEO4J_HOME: home, NEO4J_CONF: join(home, 'conf') };
  await execa(join(first, 'bin', 'neo4j'), ['stop'], { env: own, extendEnv: false, reject: false });
}

function withoutNeo4j(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('NEO4J_')));
}
