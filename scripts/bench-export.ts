// bench-export [--large] [--check]: compares the export with other ways to write the same rows, and with other generators.
//
// Every figure is the median of interleaved rounds in this run; only ratios mean anything on another machine. --large adds
// 10 and 50 million CIs (12 GB of disk). --check ends with exit code 1 when a goal is missed.
import { execFileSync } from 'node:child_process';
import { createWriteStream, rmSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { format } from 'fast-csv';
import { createGraph } from '../src/export/create-graph.ts';
import { createRecordReader, tablesOf } from '../src/model/record.ts';
import { type PropertyValue, structuredTypeOf } from '../src/model/value.ts';

const flags = new Set(process.argv.slice(2));
const rounds = 3;
/** About as many bytes as tpchgen-cli is asked for. */
const scale = 3_000_000;
const enterprise = 500_000;
const folder = await mkdtemp(join(tmpdir(), 'bulkgen-bench-'));

interface Figure {
  readonly seconds: number;
  /** Megabytes a second. */
  readonly speed: number;
  readonly rowsPerSecond: number;
  /** Largest resident size, in MB. */
  readonly memory: number;
}

async function run(): Promise<void> {
  const python = installPython();
  const figures = new Map<string, Figure[]>();
  for (let round = 0; round < rounds; round++) {
    note(figures, 'bulkgen, 1 worker', exportOnce({ workers: 1 }));
    note(figures, 'bulkgen, 1 worker on one core', exportOnce({ workers: 1, pinned: true }));
    note(figures, 'bulkgen, 2 workers', exportOnce({ workers: 2 }));
    note(figures, 'bulkgen, 1 worker, string ids', exportOnce({ workers: 1, ids: 'string' }));
    note(figures, 'bulkgen, 2 workers, string ids', exportOnce({ workers: 2, ids: 'string' }));
    note(figures, 'bulkgen, 2 workers, gzip', exportOnce({ workers: 2, gzip: true }));
    note(figures, 'bulkgen, 2 workers, enterprise', exportOnce({ workers: 2, scale: enterprise }));
    note(figures, 'bulkgen, 1 worker, Server rows', exportOnce({ workers: 1, tables: ['Server'] }));
    note(figures, 'fast-csv formatter, Server rows', await formatServers());
    note(figures, 'joined strings, Server rows', await joinServers());
    if (!python) continue;
    note(figures, 'tpchgen-cli, 1 thread', await measure(runTool(join(python, 'tpchgen-cli'), tpchArguments)));
    note(
      figures,
      'tpchgen-cli, 1 thread on one core',
      await measure(runTool(join(python, 'tpchgen-cli'), tpchArguments, true)),
    );
    note(figures, 'graphfaker, 2 workers', await measure(runTool(join(python, 'graphfaker'), graphfakerArguments)));
  }
  const medians = mediansOf(figures);
  const median = (name: string): Figure => medians.get(name)!;
  report([...medians]);
  report(measureTables());
  const one = median('bulkgen, 1 worker');
  const ratios: Goal[] = [
    [
      '1 worker against fast-csv, Server rows',
      median('bulkgen, 1 worker, Server rows').speed / median('fast-csv formatter, Server rows').speed,
      6,
    ],
    ['enterprise in seconds (at most)', -median('bulkgen, 2 workers, enterprise').seconds, -1.5],
    ['--help against an empty script (at most)', -timeHelp(), -2.5],
  ];
  if (python) {
    ratios.push(
      ['1 worker against tpchgen-cli', one.speed / median('tpchgen-cli, 1 thread').speed, 1.5],
      [
        '1 worker against tpchgen-cli, each on one core',
        median('bulkgen, 1 worker on one core').speed / median('tpchgen-cli, 1 thread on one core').speed,
        1.5,
      ],
    );
    const two = median('bulkgen, 2 workers');
    ratios.push(['2 workers against graphfaker', two.speed / median('graphfaker, 2 workers').speed, 10]);
  }
  if (flags.has('--large')) ratios.push(...measureLarge());
  judge(ratios);
}

/** A measured ratio, and its goal. */
type Goal = [what: string, value: number, least: number];

function measureLarge(): Goal[] {
  const figures = new Map<string, Figure[]>();
  for (let round = 0; round < rounds; round++) {
    note(figures, '10 M CIs, 1 worker', exportOnce({ workers: 1, scale: 10_000_000 }));
    note(figures, '10 M CIs, 1 worker on one core', exportOnce({ workers: 1, scale: 10_000_000, pinned: true }));
    note(figures, '10 M CIs, 2 workers', exportOnce({ workers: 2, scale: 10_000_000 }));
    note(figures, '1,000 CIs, 2 workers', exportOnce({ workers: 2, scale: 1_000 }));
    note(figures, '500,000 CIs, 2 workers', exportOnce({ workers: 2, scale: enterprise }));
  }
  note(figures, '50 M CIs, 1 worker', exportOnce({ workers: 1, scale: 50_000_000 }));
  note(figures, '50 M CIs, 2 workers', exportOnce({ workers: 2, scale: 50_000_000 }));
  const medians = mediansOf(figures);
  report([...medians]);
  const [one, two, small, huge] = [
    '10 M CIs, 1 worker',
    '10 M CIs, 2 workers',
    '500,000 CIs, 2 workers',
    '50 M CIs, 2 workers',
  ].map((name) => medians.get(name)!) as [Figure, Figure, Figure, Figure];
  return [
    ['2 workers against 1 at 10 M CIs', two.speed / one.speed, 1.7],
    ['memory at 50 M CIs against 500 K (at most)', -huge.memory / small.memory, -1.15],
    ['MB of memory at 50 M CIs with 2 workers (at most)', -huge.memory, -300],
  ];
}

function note(figures: Map<string, Figure[]>, name: string, figure: Figure): void {
  figures.set(name, [...(figures.get(name) ?? []), figure]);
}

function mediansOf(figures: ReadonlyMap<string, readonly Figure[]>): ReadonlyMap<string, Figure> {
  return new Map(
    [...figures].map(([name, all]) => [name, all.toSorted((a, b) => a.speed - b.speed)[all.length >> 1]!] as const),
  );
}

/** A command line, pinned to the last core on request. */
function pin(command: readonly string[], pinned: boolean): readonly string[] {
  return pinned && process.platform === 'linux'
    ? ['taskset', '--cpu-list', `${cpus().length - 1}`, ...command]
    : command;
}

/** Each table alone, in one thread. */
function measureTables(): (readonly [string, Figure])[] {
  const names = tablesOf(createGraph({ scale: enterprise })).filter(({ count }) => count > 1_000);
  return names.map(({ name }) => [name, exportOnce({ workers: 1, tables: [name] })]);
}

interface ExportRun {
  readonly workers: number;
  readonly scale?: number;
  readonly ids?: 'actual' | 'string';
  readonly gzip?: boolean;
  readonly tables?: readonly string[];
  /** Pinned to one core (Linux only), with the threads that write and compile for it. */
  readonly pinned?: boolean;
}

/** Times an export in a separate process, without the start of Node, into an empty folder on an idle disk. */
function exportOnce({ pinned = false, ...run }: ExportRun): Figure {
  const out = join(folder, 'out');
  rmSync(out, { recursive: true, force: true });
  execFileSync('sync');
  const options = JSON.stringify({ scale, ids: 'actual', ...run, folder: out });
  const module = (name: string): string => join(import.meta.dirname, '../dist', name);
  const script = `import { exportGraph } from '${module('index.js')}';
    import { tuneEngine } from '${module('export/tune-engine.js')}';
    tuneEngine(${run.scale ?? scale});
    const { manifest: { totals }, seconds } = await exportGraph(${options});
    const rows = totals.nodes + totals.relationships;
    console.log(JSON.stringify({ seconds, speed: totals.bytes / 1e6 / seconds, rowsPerSecond: rows / seconds,
      memory: process.resourceUsage().maxRSS / 1e3 }));`;
  const [command, ...args] = pin([process.execPath, '--input-type=module', '-e', script], pinned);
  return JSON.parse(execFileSync(command!, args, { encoding: 'utf8' }));
}

const servers = tablesOf(createGraph({ scale })).find(({ name }) => name === 'Server')!;

/** The rows of Server as arrays of text, made one by one from the same draws. */
async function* makeServers(): AsyncGenerator<readonly string[]> {
  const read = createRecordReader(servers);
  for (let ordinal = 0; ordinal < servers.count; ordinal++) {
    yield [String(servers.base + ordinal), ...Object.values(read(ordinal).properties).map(formatValue)];
  }
}

function formatValue(value: PropertyValue): string {
  if (value === null) return '';
  if (typeof value !== 'object' || !('kind' in value)) return String(value);
  return structuredTypeOf(value).toText(value);
}

async function formatServers(): Promise<Figure> {
  return measure(
    (path) => pipeline(Readable.from(makeServers()), format(), createWriteStream(join(path, 'servers.csv'))),
    servers.count,
  );
}

async function joinServers(): Promise<Figure> {
  async function* chunks(): AsyncGenerator<string> {
    let text = '';
    for await (const row of makeServers()) {
      text += `${row.join(',')}\n`;
      if (text.length < 512 * 1024) continue;
      yield text;
      text = '';
    }
    yield text;
  }
  return measure(
    (path) => pipeline(Readable.from(chunks()), createWriteStream(join(path, 'servers.csv'))),
    servers.count,
  );
}

/** Measures how fast the work fills a new folder. */
async function measure(work: (path: string) => unknown, rows = Number.NaN): Promise<Figure> {
  const path = await mkdtemp(join(folder, 'tool-'));
  const startedAt = performance.now();
  await work(path);
  const seconds = (performance.now() - startedAt) / 1000;
  const sizes = await Promise.all(
    (await readdir(path, { recursive: true })).map(async (name) => stat(join(path, name))),
  );
  const bytes = sizes.reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0);
  await rm(path, { recursive: true });
  return { seconds, speed: bytes / 1e6 / seconds, rowsPerSecond: rows / seconds, memory: Number.NaN };
}

const tpchArguments = (path: string) => ['csv', '-s', '1', '-T', 'lineitem', '-n', '1', '-q', '-o', path];
const graphfakerArguments = (path: string) => [
  ...['fraud', '--scale', '0.005', '--sink', 'neo4j-admin', '--workers', '2', '--quiet', '--no-report'],
  ...['--force', '--out', path],
];

function runTool(tool: string, toolArguments: (path: string) => string[], pinned = false): (path: string) => void {
  return (path) => {
    const [command, ...args] = pin([tool, ...toolArguments(path)], pinned);
    execFileSync('sync');
    execFileSync(command!, args, { stdio: 'ignore' });
  };
}

/** The folder of the other generators' commands, from PyPI; undefined where there is no Python. */
function installPython(): string | undefined {
  try {
    execFileSync('python3', ['-m', 'venv', join(folder, 'python')], { stdio: 'ignore' });
    const bin = join(folder, 'python', 'bin');
    const packages = ['tpchgen-cli==4.0.0', 'graphfaker==1.4.0'];
    execFileSync(join(bin, 'pip'), ['install', '--quiet', ...packages], { stdio: 'ignore' });
    return bin;
  } catch {
    process.stderr.write('Without tpchgen-cli and graphfaker: they need Python 3 with venv and pip.\n');
    return undefined;
  }
}

/** How much longer `bulkgen --help` takes than an empty script: medians of runs in turn. */
function timeHelp(): number {
  const time = (...args: readonly string[]): number => {
    const startedAt = performance.now();
    execFileSync(process.execPath, args, { stdio: 'ignore' });
    return performance.now() - startedAt;
  };
  const bin = join(import.meta.dirname, '../dist/bin.js');
  const pairs = Array.from({ length: 15 }, () => time(bin, '--help') / time('-e', ''));
  return pairs.toSorted((a, b) => a - b)[7]!;
}

function report(figures: readonly (readonly [string, Figure])[]): void {
  const show = (value: number, digits = 0): string => (Number.isNaN(value) ? '' : value.toFixed(digits));
  process.stdout.write(`${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${cpus().length} cores, \
${Math.round(totalmem() / 2 ** 30)} GiB

| what | seconds | MB/s | million rows/s | peak memory, MB |
|---|---|---|---|---|
${figures.map(([name, { seconds, speed, rowsPerSecond, memory }]) => `| ${name} | ${show(seconds, 1)} | ${show(speed)} | ${show(rowsPerSecond / 1e6, 2)} | ${show(memory)} |`).join('\n')}

`);
}

function judge(goals: readonly Goal[]): void {
  for (const [what, value, least] of goals) {
    const isMet = value >= least;
    process.stdout.write(
      `${isMet ? 'met   ' : 'missed'} ${what}: ${Math.abs(value).toFixed(2)}, goal ${Math.abs(least)}\n`,
    );
    if (!isMet && flags.has('--check')) process.exitCode = 1;
  }
}

try {
  await run();
} finally {
  await rm(folder, { recursive: true, force: true });
}
