import { type Command, Option } from 'commander';
import { type BenchMethod, type BenchReport, benchMethods } from '../../bench/report.ts';
import { BulkgenError, throwIfAborted } from '../../errors.ts';
import { parseScale } from '../../model/scale.ts';
import { formatQuantity } from '../../system/format-number.ts';
import { createCommand } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { liveOption } from '../options/live.ts';
import { neo4jVersionOption } from '../options/target.ts';
import { readCount, readNames } from '../options/values.ts';
import { formatBench, formatBenchPlan } from '../output/bench.ts';

interface BenchCommandOptions {
  readonly scales?: readonly BenchScaleChoice[];
  readonly methods?: readonly string[];
  readonly rounds: number;
  readonly seed?: string;
  readonly full?: boolean;
  readonly neo4jVersion?: string;
  readonly json?: string | true;
  readonly markdown?: string | true;
  readonly html?: string;
  readonly check?: boolean;
}

interface BenchScaleChoice {
  readonly name: string;
  readonly scale: number;
}

const mostRounds = 100;

export function benchCommand(): Command {
  return createCommand<BenchCommandOptions>({
    name: 'bench',
    summary: 'measure on this machine how fast each method loads a graph',
    description: [
      'Measure how fast each method loads a graph on this machine, with all constraints and indexes, until the counts are verified. Each measurement has an empty database of a private server in a temporary folder. bulkgen reads and changes no other database.',
      'Methods: create (one CREATE and one transaction for each row; the time of large graphs is extrapolated), maps (UNWIND of driver maps, 1,000 a batch), unwind, apoc, csv and procedure (those of `bulkgen load`), import (`bulkgen export` and `bulkgen import` into the running server).',
      'Cold: the server was started for the run. Warm: the same server, after the same load, which bulkgen removed again. Clients are processes of their own. Figures are medians over the rounds.',
      'Ctrl-C ends the bench and prints what it has measured so far.',
    ],
    options: [
      new Option(
        '--scales <names>',
        'numbers of nodes, separated by commas: small, medium, large, enterprise or numbers',
      )
        .argParser(readScales)
        .default([toChoice('small', 1_000), toChoice('medium', 10_000)], 'small,medium'),
      new Option('--methods <names>', 'methods to measure, separated by commas (default: all)').argParser(readNames),
      new Option('--rounds <n>', 'how often to measure each method; each round begins with another one')
        .argParser(readRounds)
        .default(1),
      new Option('--seed <text>', 'seed of all random values (default: bulkgen)'),
      new Option('--full', 'verify every row after each run, which is not measured'),
      neo4jVersionOption(),
      new Option('--json [file]', 'print the report as one JSON object, or write it to a file'),
      new Option('--markdown [file]', 'print the report as Markdown, or write it to a file'),
      new Option('--html <file>', 'write the report as one HTML page with plots'),
      new Option('--check', 'exit with 1 when a goal is missed'),
      liveOption(),
    ],
    examples: [
      'bulkgen bench',
      'bulkgen bench --scales large --methods maps,unwind,import --rounds 3 --html bench.html',
      'bulkgen bench --scales medium,enterprise --methods unwind,procedure --check --json bench.json',
    ],
    async run(context, options) {
      const { runBench } = await import('../../bench/run-bench.ts');
      const { scales = [], rounds, seed, full, neo4jVersion } = options;
      const methods = options.methods ? await checkMethods(options.methods) : benchMethods;
      const { signal, onProgress, note } = context;
      const requiresMethods = options.methods !== undefined;
      await checkFiles(options);
      const plan = { scales, methods, rounds };
      note(formatBenchPlan(plan));
      const report = await runBench({ ...plan, requiresMethods, seed, full, neo4jVersion, signal, onProgress });
      await write(context, report, options);
      throwIfAborted(signal);
      refuseFailures(report);
      if (options.check) (await import('../../bench/kpis.ts')).refuseMissed(report);
    },
  });
}

/** The forms of a report that can be written to a file or printed in place of the usual text. */
const forms: Readonly<Record<'json' | 'markdown' | 'html', (report: BenchReport) => Promise<string>>> = {
  json: async (report) => `${JSON.stringify(report, undefined, 2)}\n`,
  markdown: async (report) => (await import('../../bench/markdown.ts')).formatMarkdown(report),
  html: async (report) => (await import('../../bench/page/format-page.ts')).formatPage(report),
};

/** Refuses files that could not be written before hours of measurements. */
async function checkFiles(options: BenchCommandOptions): Promise<void> {
  const { checkReport } = await import('../../import/admin/write-report.ts');
  for (const name of Object.keys(forms)) {
    const file = options[name as keyof typeof forms];
    if (typeof file === 'string') await checkReport(file, `--${name}`);
  }
}

async function write({ result, note }: CommandContext, report: BenchReport, options: BenchCommandOptions) {
  const { writeReport } = await import('../../import/admin/write-report.ts');
  for (const [name, format] of Object.entries(forms)) {
    const file = options[name as keyof typeof forms];
    if (typeof file !== 'string') continue;
    await writeReport(file, await format(report), `--${name}`);
    note(`Wrote ${file}`);
  }
  await result(report, options.markdown === true ? await forms.markdown(report) : formatBench(report));
}

function refuseFailures({ failures }: BenchReport): void {
  const problems = failures.map(
    ({ scale, method, state, message }) =>
      new BulkgenError('worker-failed', `${scale}, ${method}, ${state}: ${message}`),
  );
  if (problems.length === 0) return;
  throw new BulkgenError('worker-failed', `Could not measure ${formatQuantity(problems.length, 'runs')}`, {
    hint: 'See the reason of each, and leave such methods out of --methods.',
    problems,
  });
}

function readScales(text: string): readonly BenchScaleChoice[] {
  return refuseTwice('--scales', readNames(text)).map((name) => {
    const scale = parseScale(name);
    if (scale !== undefined && scale >= 1) return toChoice(name.toLowerCase(), scale);
    throw new BulkgenError(
      'invalid-option',
      `Expected --scales to be small, medium, large, enterprise or numbers of nodes, separated by commas, got \`${name}\``,
    );
  });
}

function toChoice(name: string, scale: number): BenchScaleChoice {
  return { name, scale };
}

async function checkMethods(names: readonly string[]): Promise<readonly BenchMethod[]> {
  const unknown = names.find((name) => !benchMethods.some((each) => each === name));
  if (unknown === undefined) return refuseTwice('--methods', names) as readonly BenchMethod[];
  const { suggest } = await import('../../options/suggest.ts'); // not for --help, which loads as little as possible
  const hint = suggest(unknown, benchMethods);
  throw new BulkgenError(
    'invalid-option',
    `Expected --methods to be one or more of ${benchMethods.join(', ')}, separated by commas, got \`${unknown}\``,
    { ...(hint && { hint }) },
  );
}

function refuseTwice(option: string, names: readonly string[]): readonly string[] {
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) {
    throw new BulkgenError('invalid-option', `Expected ${option} to have every name once, got \`${twice}\` twice`);
  }
  return names;
}

function readRounds(text: string): number {
  const rounds = readCount(text);
  if (rounds >= 1 && rounds <= mostRounds) return rounds;
  throw new BulkgenError(
    'invalid-option',
    `Expected --rounds to be a whole number from 1 to ${mostRounds}, got \`${text}\``,
  );
}
