// bench-lint [SCALE] [ROUNDS]: compares the lint of correct CSV with string ids, by one and two threads, with neo4j-admin's
// import of the same files, in turn, in one run. Each lint runs in a separate process, so that its peak memory can be read.
// bench-lint --files [COUNT] [ROUNDS]: see bench-lint-files.ts.
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { exportGraph } from '../src/export/export-graph.ts';
import { importGraph } from '../src/import/import-graph.ts';
import { lintFolder } from '../src/lint/lint-folder.ts';
import { parseScale } from '../src/model/scale.ts';
import { findFolders } from '../src/system/own-folders.ts';
import { openEmbedded } from '../src/targets/embedded/open.ts';
import { benchFiles } from './bench-lint-files.ts';

const [first = '3200000', second = '3'] = process.argv.slice(2);
if (first === '--files') await benchFiles(Number(process.argv[3] ?? 20_000), Number(process.argv[4] ?? 3));
else if (first === '--lint') await lint(second, Number(process.argv[4]));
else await bench(parseScale(first), Number(second));

interface Measurement {
  readonly seconds: number;
  readonly cpu: number;
  readonly memory: number;
  readonly bytes: number;
  readonly nodes: number;
}

/** Lints once and prints the measurement. */
async function lint(folder: string, workers: number): Promise<void> {
  const startedAt = performance.now();
  const { findings, counts } = await lintFolder({ folder, workers });
  if (findings.length > 0) throw new Error(`Expected no findings, got ${findings[0]!.rule}`);
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const measurement: Measurement = {
    seconds: (performance.now() - startedAt) / 1000,
    cpu: (userCPUTime + systemCPUTime) / 1e6,
    memory: maxRSS / 1000,
    ...{ bytes: counts.bytes, nodes: counts.nodes },
  };
  process.stdout.write(JSON.stringify(measurement));
}

async function bench(scale: number | undefined, rounds: number): Promise<void> {
  if (scale === undefined || !(rounds >= 1)) throw new Error('Usage: scripts/bench-lint [SCALE] [ROUNDS]');
  const folder = await mkdtemp(join(tmpdir(), 'bulkgen-bench-'));
  const env = { ...process.env, BULKGEN_HOME: join(folder, 'home') };
  try {
    const { cache } = findFolders();
    await mkdir(cache, { recursive: true });
    await mkdir(env.BULKGEN_HOME);
    await symlink(cache, join(env.BULKGEN_HOME, 'cache'));
    const csv = join(folder, 'csv');
    await exportGraph({ folder: csv, scale, ids: 'string' });
    await rm(join(csv, 'manifest.json'));
    await (await openEmbedded({ env })).createArchives(); // as for a server in regular use
    const target = await openEmbedded({ env });
    const lints: Record<number, Measurement[]> = { 1: [], 2: [] };
    const imports: number[] = [];
    for (let round = 1; round <= rounds; round++) {
      for (const workers of [1, 2]) {
        const args = [process.argv[1]!, '--lint', csv, `${workers}`];
        lints[workers]!.push(JSON.parse((await execa(process.execPath, args)).stdout));
      }
      const { seconds } = await importGraph({ folder: csv, target, force: true, csv: { skipsLint: true } });
      await target.stop();
      imports.push(seconds['import']!);
      process.stderr.write(`Round ${round} of ${rounds}\n`);
    }
    const { bytes, nodes } = lints[1]![0]!;
    const rate = (seconds: number): string => (bytes / 1e6 / seconds).toFixed(0);
    const rows = [1, 2].map((workers) => {
      const median = (key: keyof Measurement) => medianOf(lints[workers]!.map((measurement) => measurement[key]));
      return `| lint, ${workers} ${workers === 1 ? 'thread' : 'threads'} | ${median('seconds').toFixed(1)} | ${rate(median('seconds'))} | ${rate(median('cpu'))} | ${median('memory').toFixed(0)} |`;
    });
    const importSeconds = medianOf(imports);
    process.stdout.write(`${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${target.description.split(' in ')[0]}, \
${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB; ${(bytes / 1e6).toFixed(0)} MB, ${nodes} ids; medians of ${rounds}

| what | seconds | MB/s | MB/s of a core | peak memory, MB |
|---|---|---|---|---|
${rows.join('\n')}
| neo4j-admin's import | ${importSeconds.toFixed(1)} | ${rate(importSeconds)} | | |
`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
