import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, describe, expect, it } from 'vitest';
import { afterFile } from '../setup/after-file.ts';
import { withBulkgen } from './support/bulkgen-command.ts';
import { expectWhole } from './support/expect-whole.ts';
import { findAncestors, kill, readCommand, waitForShard } from './support/processes.ts';
import { type SlurmCluster, startSlurm } from './support/slurm.ts';
import { useTools } from './support/use-tools.ts';

const job = join(import.meta.dirname, '../../scripts/cluster/slurm.sh');
const hasSlurm = useTools({ sbatch: 'slurm-wlm', munged: 'munge' });
const scale = 1_000_000;

describe.skipIf(!hasSlurm)('the job file of Slurm', () => {
  let folder: string;
  let slurm: SlurmCluster;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bulkgen-slurm-'));
    afterFile(() => rm(folder, { recursive: true, force: true }));
    slurm = await startSlurm(folder, await withBulkgen(folder));
  });

  const sbatch = async (...args: string[]): Promise<string> => {
    const log = ['--output', join(folder, '%A-%a.out')];
    return (await execa('sbatch', ['--parsable', ...log, ...args], { env: slurm.env, cwd: folder })).stdout;
  };
  const readQueue = async (): Promise<string> =>
    (await execa('squeue', ['-h', '-o', '%i %r'], { env: slurm.env })).stdout;
  /** `sbatch --wait` looks every few seconds only. */
  const waitForJobs = () => expect.poll(readQueue, { timeout: 120_000, interval: 200 }).toBe('');

  it('lists what a merge misses as a new array takes it', async () => {
    const out = join(folder, 'missing');
    const options = ['5', '--scale', '1000', '--out', out];
    await sbatch('--array=1,4', job, ...options);
    await waitForJobs();
    const refused = await execa('bulkgen', ['merge', out], { env: slurm.env, reject: false });
    const missing = /those of shards (\S+) are missing/.exec(refused.stderr)?.[1];
    expect([refused.exitCode, missing]).toEqual([3, '2-3,5']);
    await sbatch(`--array=${missing}`, job, ...options);
    await waitForJobs();
    expect((await execa('bulkgen', ['merge', out], { env: slurm.env })).stdout).toContain('Merged the shards');
  });

  it('makes the bytes of one machine, when a program and a whole node are killed', async () => {
    const out = join(folder, 'out');
    const options = ['4', '--scale', `${scale}`, '--workers', '1', '--out', out];
    const array = await sbatch('--array=1-4', job, ...options);
    await sbatch(`--dependency=afterok:${array}`, '--kill-on-invalid-dep=yes', '--wrap', `bulkgen merge ${out}`);

    kill([await waitForShard(out, '1/4')]);
    const writer = await waitForShard(out, '2/4');
    const node = /SLURMD_NODENAME=(\w+)/.exec(await readFile(`/proc/${writer}/environ`, 'utf8'))![1]!;
    const ancestors = await findAncestors(writer);
    const commands = await Promise.all(ancestors.map(readCommand));
    expect(commands.at(-1)).toContain('slurmstepd');
    kill([await slurm.daemonOf(node), ...ancestors.toReversed()]);

    // Slurm runs the task of a dead node again after two minutes, or when someone asks for it.
    await expect.poll(readQueue, { timeout: 120_000, interval: 200 }).toContain(`${array}_2 BeginTime`);
    await execa('scontrol', ['update', `JobId=${array}_2`, 'StartTime=now'], { env: slurm.env });
    await waitForJobs();
    await expectWhole(out, { folder, scale });
    const log = await readFile(join(folder, 'slurmctld.log'), 'utf8');
    expect(log).toMatch(new RegExp(`[Rr]equeue.* due to failure of node ${node}`));
    expect(await readFile(join(folder, `${array}-1.out`), 'utf8')).toContain('Killed');
  });
});
