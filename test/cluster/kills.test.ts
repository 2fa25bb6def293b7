import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { mergeShards } from '../../src/export/shards/merge-shards.ts';
import { afterFile } from '../setup/after-file.ts';
import { expectWhole } from './support/expect-whole.ts';
import { killAll, waitForShard } from './support/processes.ts';

const bin = join(import.meta.dirname, '../../src/bin.ts');
/** Runs a program where process ids begin at 1, as in a container. */
const isolated = ['unshare', '--pid', '--fork', '--mount-proc'];
const canIsolate = !(await execa('unshare', [...isolated.slice(1), 'true'], { reject: false })).failed;
if (!canIsolate) console.log('Run without namespaces, because `unshare` cannot make one here: attempts at shards');

const scale = 1_000_000;

describe('attempts at shards', () => {
  it('may be killed at any moment, two of one shard at once, in two PID namespaces', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bulkgen-kills-'));
    afterFile(() => rm(folder, { recursive: true, force: true }));
    const out = join(folder, 'out');
    const attempt = (shard: number, prefix: readonly string[]) => {
      const args = [
        'export',
        '--scale',
        `${scale}`,
        '--shard',
        `${shard}/3`,
        '--workers',
        '1',
        '--out',
        out,
        '--quiet',
      ];
      const [program, ...words] = [...prefix, process.execPath, bin, ...args];
      return execa(program!, words, { reject: false });
    };
    const namespaces = [[], canIsolate ? isolated : []];

    expect((await attempt(1, [])).exitCode).toBe(0);
    for (let round = 0; round < 6; round += 1) {
      const attempts = [2, 3].flatMap((shard) => namespaces.map((prefix) => attempt(shard, prefix)));
      await waitForShard(out, `${2 + (round % 2)}/3`);
      await setTimeout(Math.random() * 300);
      await killAll('--shard', out);
      await Promise.all(attempts);
      await expect(mergeShards({ folder: out })).rejects.toMatchObject({
        code: 'file-missing',
        exitCode: 3,
        message: expect.stringMatching(/those of (shard [23]|shards 2-3) are missing/),
      });
    }
    const leftovers = (await readdir(out)).filter((name) => name.startsWith('.bulkgen-shard-'));
    expect(leftovers.length).toBeGreaterThan(0);

    const last = [2, 3, 3].map((shard, index) => attempt(shard, namespaces[index % 2]!));
    expect((await Promise.all(last)).map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
    await mergeShards({ folder: out });
    await expectWhole(out, { folder, scale });
  });
});
