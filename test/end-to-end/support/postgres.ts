import { chown, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { execa } from 'execa';

/** A PostgreSQL server of a test's own, which listens on a socket only. */
export interface Postgres extends AsyncDisposable {
  /** Runs a script with psql and returns what it prints, without headings. */
  run(script: string): Promise<string>;
}

/** The folder of PostgreSQL's programs (Debian: `postgresql`). Says loudly where there is none; throws where CI needs it. */
export async function findPostgres(): Promise<string | undefined> {
  const root = '/usr/lib/postgresql';
  const versions = await readdir(root).catch(() => []);
  const newest = versions.map(Number).sort((a, b) => b - a)[0];
  if (newest !== undefined) return join(root, String(newest), 'bin');
  const reason = 'PostgreSQL is not installed (Debian: postgresql)';
  if (process.env['CI'] || process.env['BULKGEN_REQUIRE_DOCKER']) throw new Error(`Expected PostgreSQL, but ${reason}`);
  process.stderr.write(`\nTests with PostgreSQL are skipped: ${reason}\n`);
  return undefined;
}

/** The account without rights that every Linux has. */
const unprivileged = 65_534;

/** Starts a server with an empty database. PostgreSQL refuses to run as root, so root runs it under an account without rights. */
export async function startPostgres(programs: string): Promise<Postgres> {
  const folder = await mkdtemp(join(tmpdir(), 'bulkgen-pg-'));
  const data = join(folder, 'data');
  await mkdir(data, { mode: 0o700 });
  const isRoot = process.getuid?.() === 0;
  const account = isRoot ? { uid: unprivileged, gid: unprivileged } : {};
  if (isRoot) for (const path of [folder, data]) await chown(path, unprivileged, unprivileged);
  const options = { cwd: folder, ...account };
  await execa(
    join(programs, 'initdb'),
    ['-D', data, '-A', 'trust', '-U', 'tester', '-E', 'UTF8', '--locale=C', '--no-sync'],
    options,
  );
  const args = ['-D', data, '-k', folder, '-h', '', '-c', 'fsync=off'];
  const server = execa(join(programs, 'postgres'), args, options);
  let failure: unknown;
  server.catch((error: unknown) => {
    failure = error;
  });
  const connection = ['-X', '-q', '-A', '-t', '-h', folder, '-U', 'tester', '-d', 'postgres'];
  const psql = (args: readonly string[], input = '') =>
    execa(join(programs, 'psql'), [...connection, ...args], { input });
  while ((await psql(['-c', 'select 1']).catch(() => undefined)) === undefined) {
    if (failure !== undefined) throw failure;
    await setTimeout(50);
  }
  return {
    run: async (script) => (await psql(['-v', 'ON_ERROR_STOP=1'], script)).stdout,
    async [Symbol.asyncDispose]() {
      server.kill('SIGINT'); // a fast shutdown
      await server.catch(() => undefined);
      await rm(folder, { recursive: true });
    },
  };
}
