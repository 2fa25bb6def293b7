import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, describe, expect, it } from 'vitest';
import { mergeShards } from '../../src/export/shards/merge-shards.ts';
import { afterFile } from '../setup/after-file.ts';
import { withBulkgen } from './support/bulkgen-command.ts';
import { expectWhole } from './support/expect-whole.ts';
import { findAncestors, findProcesses, kill, killAll, readCommand, waitForShard } from './support/processes.ts';
import { makePython } from './support/python.ts';
import { useTools } from './support/use-tools.ts';

const job = join(import.meta.dirname, '../../scripts/cluster/spark.py');
const canRun = useTools({ python3: 'python3-venv', java: 'openjdk-17-jre-headless' });
const scale = 1_000_000;

describe.skipIf(!canRun)('the job file of Spark', () => {
  let folder: string;
  let env: NodeJS.ProcessEnv;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bulkgen-spark-'));
    afterFile(() => rm(folder, { recursive: true, force: true }));
    const { programs } = await makePython(['pyspark==4.3.0']);
    const { PATH, ...others } = await withBulkgen(folder);
    env = { ...others, PATH: `${programs}:${PATH}`, SPARK_LOCAL_IP: '127.0.0.1', SPARK_LOCAL_DIRS: folder };
  });

  it('makes the bytes of one machine, when an executor is killed and its program continues', async () => {
    const out = join(folder, 'out');
    const loopback = ['ui.enabled=false', 'driver.host=127.0.0.1', 'driver.bindAddress=127.0.0.1'];
    const settings = [...loopback, 'task.maxFailures=4'].flatMap((setting) => ['--conf', `spark.${setting}`]);
    const options = ['6', '--scale', `${scale}`, '--workers', '1', '--out', out];
    const args = ['--master', 'local-cluster[2,1,1024]', ...settings, job, ...options];
    const submitted = execa('spark-submit', args, { env, cwd: folder, all: true });
    afterFile(async () => {
      submitted.kill();
      await submitted.catch(() => {});
      await killAll('--shard', out);
    });

    const writer = await waitForShard(out, '3/6');
    const ancestors = await findAncestors(writer);
    const commands = await Promise.all(ancestors.map(readCommand));
    const executor = commands.findIndex((command) => command.includes('CoarseGrainedExecutorBackend'));
    kill([ancestors[executor]!]);

    const { all } = await submitted;
    expect(all).toMatch(/Lost executor \d/);
    await expect.poll(() => findProcesses('--shard', out), { timeout: 60_000 }).toEqual([]);
    await mergeShards({ folder: out });
    await expectWhole(out, { folder, scale });
  });

  it('fails when a shard cannot be written', async () => {
    const args = ['--master', 'local[1]', job, '2', '--scale', '0', '--out', join(folder, 'none')];
    const { exitCode, all } = await execa('spark-submit', args, { env, cwd: folder, all: true, reject: false });
    expect(exitCode).not.toBe(0);
    expect(all).toContain('Expected --scale to be a whole number from 1 to 2^40, got');
  });
});
