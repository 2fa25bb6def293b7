// bench-shards [SCALE] [SHARDS]: an export in shards and a merge, against the export without shards, in one run.
//
// As many shards run at a time as this machine has cores, with one thread each. SCALE is 10m by default; 100m takes 50 GB of disk.
// The last line merges 17,000 files of few rows.
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';

const [scale = '10m', count = '16'] = process.argv.slice(2);
const shards = Number(count);
const bin = join(import.meta.dirname, '../dist/bin.js');

interface Figure {
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** Largest resident size, in MB. */
  readonly memory: number;
}

/** Runs bulkgen under `time` of GNU. */
async function measure(...words: readonly string[]): Promise<Figure> {
  const time = ['-f', '%e %U %S %M', process.execPath, bin, ...words, '--quiet'];
  const { stderr } = await execa('/usr/bin/time', time, { stdin: 'ignore' });
  const [elapsed, user, system, kilobytes] = stderr.split('\n').at(-1)!.split(' ').map(Number);
  return { seconds: elapsed!, cpuSeconds: user! + system!, memory: kilobytes! / 1e3 };
}

async function writeShards(out: string): Promise<readonly Figure[]> {
  const waiting = Array.from({ length: shards }, (_, index) => `${index + 1}/${shards}`);
  const done: Figure[] = [];
  const run = async (): Promise<void> => {
    for (let shard = waiting.shift(); shard !== undefined; shard = waiting.shift()) {
      done.push(await measure('export', '--scale', scale, '--out', out, '--workers', '1', '--shard', shard));
    }
  };
  await Promise.all(cpus().map(run));
  return done;
}

function show(what: string, { seconds, cpuSeconds, memory }: Figure): void {
  console.log(`| ${what} | ${seconds.toFixed(1)} | ${cpuSeconds.toFixed(1)} | ${memory.toFixed(0)} |`);
}

const folder = await mkdtemp(join(tmpdir(), 'bulkgen-shards-'));
try {
  console.log(`${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${cpus().length} cores\n`);
  console.log('| what | seconds | CPU seconds | peak memory, MB |\n|---|---|---|---|');
  const whole = join(folder, 'whole');
  show(`one export of ${scale}`, await measure('export', '--scale', scale, '--out', whole));
  const manifest = await readFile(join(whole, 'manifest.json'));
  await rm(whole, { recursive: true });
  execFileSync('sync');

  const out = join(folder, 'shards');
  const startedAt = performance.now();
  const figures = await writeShards(out);
  const sum = figures.reduce((total, { cpuSeconds }) => total + cpuSeconds, 0);
  const largest = (key: keyof Figure): number => Math.max(...figures.map((figure) => figure[key]));
  const seconds = (performance.now() - startedAt) / 1000;
  show(`${shards} shards`, { seconds, cpuSeconds: sum, memory: largest('memory') });
  show('the slowest of them', {
    seconds: largest('seconds'),
    cpuSeconds: largest('cpuSeconds'),
    memory: largest('memory'),
  });
  show('their merge', await measure('merge', out));
  const isSame = manifest.equals(await readFile(join(out, 'manifest.json')));

  const many = join(folder, 'many');
  await measure('export', '--scale', '20000', '--parts', '1000', '--out', many, '--shard', '1/1');
  show('merge of 17,000 files', await measure('merge', many));
  console.log(`\n${isSame ? 'The manifests are equal, with the sha256 of every file.' : 'THE MANIFESTS DIFFER.'}`);
  if (!isSame) process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
