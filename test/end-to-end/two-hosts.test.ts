import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyFiles } from '../../src/verify/files/verify-files.ts';
import { afterFile } from '../setup/after-file.ts';

const bin = join(import.meta.dirname, '../../src/bin.ts');
/** Runs a command under another host name, in a UTS namespace of its own, as a container does. */
const asHost = ['--map-root-user', '--uts', 'sh', '-c', 'hostname "$0" && exec "$@"'];
const { exitCode } = await execa('unshare', [...asHost, 'other', 'true'], { reject: false });
if (exitCode !== 0) console.log('Left out, because `unshare` cannot change the host name here: exports from two hosts');

describe.skipIf(exitCode !== 0)('two exports from two hosts into one folder', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bulkgen-hosts-'));
    afterFile(() => rm(folder, { recursive: true, force: true }));
  });

  function exportOn(host: string, out: string) {
    const args = ['export', '--scale', '300000', '--parts', '4', '--out', out, '--quiet'];
    return execa('unshare', [...asHost, host, process.execPath, bin, ...args], { reject: false });
  }

  async function waitForParts(out: string): Promise<void> {
    await expect
      .poll(() => readdir(join(out, '.bulkgen-export')).catch(() => []), { timeout: 60_000, interval: 20 })
      .toContain('finished.jsonl');
  }

  it('refuse exactly one of them, in one sentence', async () => {
    const out = join(folder, 'together');
    const results = await Promise.all([exportOn('host-a', out), exportOn('host-b', out)]);
    expect(results.map((result) => result.exitCode).sort()).toEqual([0, 1]);
    const refused = results.find((result) => result.exitCode === 1)!;
    expect(refused.stderr).toMatch(
      /^bulkgen: Another export is writing to \S+ \(process \d+ on host host-[ab]\)\. .* If process \d+ no longer runs on host-[ab], remove \S+\.$/,
    );
    await verifyFiles({ folder: out });
  });

  it('resume one that was killed on the other host when its owner file is removed', async () => {
    const out = join(folder, 'killed');
    const killed = exportOn('host-a', out);
    await waitForParts(out);
    killed.kill('SIGKILL');
    await killed;
    const owner = join(out, '.bulkgen-export', 'owner');
    const refused = await exportOn('host-b', out);
    expect([refused.exitCode, refused.stderr]).toEqual([1, expect.stringContaining(`remove ${owner}.`)]);
    await rm(owner);
    expect((await exportOn('host-b', out)).exitCode).toBe(0);
    await verifyFiles({ folder: out });
  });
});
