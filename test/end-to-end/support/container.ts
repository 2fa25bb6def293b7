import { randomUUID } from 'node:crypto';
import { execa } from 'execa';
import { expect } from 'vitest';
import { importContainerLabel } from '../../../src/targets/docker/import-container/arguments.ts';
import { inspectContainer } from '../../../src/targets/docker/inspect-container.ts';
import { afterFile } from '../../setup/after-file.ts';

export interface ContainerOptions {
  readonly image: string;
  /** More options of `docker create`. */
  readonly options?: readonly string[];
  /** Options of its network; else Bolt is published on loopback. */
  readonly network?: readonly string[];
  /** `NEO4J_AUTH`; none by default, for setting a password takes seconds at each start; empty where one is set already. */
  readonly auth?: string;
  /** Settings of Neo4j, by their own names. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** What `docker` prints. */
export async function docker(...args: readonly string[]): Promise<string> {
  return (await execa('docker', args, { stdin: 'ignore' })).stdout;
}

/**
 * Makes a container of Neo4j as a user would; it goes when the file's tests are over. It has no APOC, whose procedures take a
 * third of the processor time of a start.
 */
export async function createContainer(container: ContainerOptions): Promise<string> {
  const { image, options = [], settings = {} } = container;
  const name = `test-neo4j-${randomUUID().slice(0, 8)}`;
  const variables = Object.entries({ ...quick, ...settings }).flatMap(([setting, value]) => [
    '--env',
    `NEO4J_${setting.replaceAll('_', '__').replaceAll('.', '_')}=${value}`,
  ]);
  const auth = container.auth === '' ? [] : ['--env', `NEO4J_AUTH=${container.auth ?? 'none'}`];
  const java = ['--env', 'JAVA_TOOL_OPTIONS']; // as quick-java.ts has set it
  const network = container.network ?? ['--network', await makeNetwork(), '--publish', '127.0.0.1::7687'];
  afterFile(() => docker('rm', '--force', '--volumes', name));
  await docker('create', '--name', name, ...network, ...auth, ...java, ...variables, ...options, image);
  return name;
}

/** The image with what quick-java.ts says, for containers that no test makes itself. */
export async function makeQuickImage(image: string): Promise<string> {
  const quick = `test-neo4j:${randomUUID().slice(0, 8)}`;
  const recipe = `FROM ${image}\nENV JAVA_TOOL_OPTIONS="${process.env['JAVA_TOOL_OPTIONS']}"\n`;
  await execa('docker', ['build', '--quiet', '--tag', quick, '-'], { input: recipe });
  afterFile(() => docker('rmi', '--force', quick));
  return quick;
}

/** Small, without HTTP, and without the ten seconds in which Netty waits for more work when the server stops. */
const quick = {
  'server.http.enabled': 'false',
  'server.memory.heap.max_size': '512m',
  'server.memory.pagecache.size': '128m',
  'internal.dbms.bolt.netty_server_shutdown_quiet_period': '0',
};

let network: string | undefined;

/** A network of the file's own: the daemon of the tests may have none by default. */
export async function makeNetwork(): Promise<string> {
  if (network === undefined) {
    const name = `test-${randomUUID().slice(0, 8)}`;
    await docker('network', 'create', name);
    network = name;
    afterFile(async () => {
      network = undefined;
      await docker('network', 'rm', name);
    });
  }
  return network;
}

export async function readStatus(name: string): Promise<string | undefined> {
  return (await inspectContainer(name, { env: process.env }))?.status;
}

/** Lists files of a data folder that `find` finds by an expression. */
type ListFiles = (expression: string) => Promise<string>;

/** Files of the data volume that `find` finds by an expression, as `owner path` lines. */
export async function listFiles(name: string, image: string, expression: string): Promise<string> {
  const run = ['run', '--rm', '--network', 'none', '--entrypoint', 'sh', '--volumes-from', name, image];
  return docker(...run, '-c', `find /data ${expression} -printf '%U:%G %p\\n'`);
}

/** Expects that an import left no import container and no staging store, and that every file has the right owner. */
export async function expectNoTrace(name: string, image: string): Promise<void> {
  await expectNoTraceIn((expression) => listFiles(name, image, expression));
}

/** As `expectNoTrace`, for a data folder that is mounted from this machine: without a container that looks into it. */
export async function expectNoTraceInFolder(folder: string, user?: string): Promise<void> {
  await expectNoTraceIn(
    async (expression) => (await execa('sh', ['-c', `find '${folder}' ${expression}`])).stdout,
    user,
  );
}

async function expectNoTraceIn(list: ListFiles, user = '7474:7474'): Promise<void> {
  const [uid, gid] = user.split(':');
  await expectNoImportContainer();
  const isForeign = `! \\( -uid ${uid} -gid ${gid} \\)`;
  expect(await list(`\\( ${isForeign} -o -path "*/.bulkgen*" \\)`)).toBe('');
}

/** An import container is removed soon after the process that started it has ended. */
export async function expectNoImportContainer(): Promise<void> {
  const list = ['ps', '--all', '--quiet', '--filter', `label=${importContainerLabel}`];
  await expect.poll(() => docker(...list), { timeout: 10_000 }).toBe('');
}
