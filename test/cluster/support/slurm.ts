import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { vi } from 'vitest';
import { findFreePort } from '../../../src/system/port.ts';
import { afterFile } from '../../setup/after-file.ts';
import { killAll } from './processes.ts';

export interface SlurmCluster {
  /** What its commands need: the environment with SLURM_CONF. */
  readonly env: NodeJS.ProcessEnv;
  /** The process of a node's daemon. */
  daemonOf(node: string): Promise<number>;
}

/** Starts a Slurm cluster of two nodes with a core each on this machine, without systemd and accounts. Its files are in a folder. It ends with the test file. */
export async function startSlurm(folder: string, env: NodeJS.ProcessEnv): Promise<SlurmCluster> {
  const conf = join(folder, 'slurm.conf');
  const clusterEnv = { ...env, SLURM_CONF: conf };
  const readId = async (name: string): Promise<number> => Number(await readFile(join(folder, `${name}.pid`), 'utf8'));
  const run = (program: string, ...args: string[]) => execa(program, args, { env: clusterEnv, stdio: 'ignore' });

  const key = join(folder, 'munge.key');
  afterFile(async () => {
    await killAll('-f', conf);
    await killAll(`--key-file=${key}`);
    await killAll('--shard', join(folder, 'out'));
  });
  await writeFile(key, randomBytes(1_024), { mode: 0o400 });
  for (const name of ['state', 'spool-n1', 'spool-n2']) await mkdir(join(folder, name));
  await writeFile(conf, await writeConf(folder));
  const files = ['socket', 'pid', 'log', 'seed'].map((name) => `--${name}-file=${join(folder, `munged.${name}`)}`);
  await run('munged', '--force', `--key-file=${key}`, `--socket=${join(folder, 'munged.socket')}`, ...files.slice(1));
  await run('slurmctld', '-f', conf, '-i');
  for (const node of ['n1', 'n2']) await run('slurmd', '-f', conf, '-N', node);
  const isReady = async (): Promise<void> => {
    const { stdout } = await execa('sinfo', ['-h', '-o', '%D %t'], { env: clusterEnv });
    if (stdout !== '2 idle') throw new Error(`Expected two idle nodes, got ${stdout}`);
  };
  await vi.waitFor(isReady, { timeout: 30_000, interval: 200 });
  return { env: clusterEnv, daemonOf: readId };
}

async function writeConf(folder: string): Promise<string> {
  const controller = await findFreePort();
  const first = await findFreePort([controller]);
  const second = await findFreePort([controller, first]);
  return `ClusterName=bulkgen
SlurmctldHost=localhost(127.0.0.1)
SlurmctldPort=${controller}
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=${folder}/munged.socket
CredType=cred/munge
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool-%n
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/%n.pid
SlurmctldLogFile=${folder}/slurmctld.log
SlurmdLogFile=${folder}/%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SlurmdTimeout=5
SchedulerParameters=batch_sched_delay=0,sched_interval=1,bf_interval=1
ReturnToService=2
MailProg=/bin/true
NodeName=n1 NodeHostname=localhost NodeAddr=127.0.0.1 Port=${first} CPUs=1
NodeName=n2 NodeHostname=localhost NodeAddr=127.0.0.1 Port=${second} CPUs=1
PartitionName=all Nodes=n1,n2 Default=YES State=UP
`;
}
