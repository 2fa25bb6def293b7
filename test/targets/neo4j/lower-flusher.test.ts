import { spawn } from 'node:child_process';
import { getPriority } from 'node:os';
import { expect, it, onTestFinished, vi } from 'vitest';
import { lowerFlusher } from '../../../src/targets/neo4j/lower-flusher.ts';

/** Starts a process group with a process whose first thread has this name. */
function startNamed(name: string): number {
  const script = `process.title = ${JSON.stringify(name)}; setInterval(() => {}, 1000)`;
  const child = spawn(process.execPath, ['-e', script], { detached: true, stdio: 'ignore' });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child.pid!;
}

it.runIf(process.platform === 'linux')('gives the lowest priority to the flusher, and to no other thread', async () => {
  const [flusher, other] = [startNamed('neo4j.FileIOHelper-1'), startNamed('NodesImporter-1')];
  for (const stop of [lowerFlusher(flusher), lowerFlusher(other)]) onTestFinished(stop);

  await vi.waitFor(() => expect(getPriority(flusher)).toBe(19), { timeout: 5_000 });

  expect(getPriority(other)).toBe(getPriority(process.pid));
});
