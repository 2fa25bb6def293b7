// judge-corpus [--new] VERSION…: imports each folder of test/lint/corpus.ts with the real importer of these versions of Neo4j, and
// records the outcomes in test/golden/verdicts.json. The lint's tests compare with them. For a case of one value it also starts a
// database and records the stored value. It takes a quarter of an hour per version, or less with TMPDIR in memory. Run it when a
// new version of Neo4j is released. After adding cases, run it with `--new`, which skips the cases that have a verdict.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { execa } from 'execa';
import { formatArgumentFile } from '../src/import/admin/arguments.ts';
import { ProgressTracker } from '../src/progress/tracker.ts';
import { findFolders } from '../src/system/own-folders.ts';
import { provision } from '../src/targets/embedded/provision.ts';
import { findJava } from '../src/targets/java/find-java.ts';
import { corpus } from '../test/lint/corpus.ts';
import type { CorpusCase } from '../test/lint/corpus-case.ts';
import { openCase } from '../test/lint/open-case.ts';
import type { Verdict } from '../test/lint/verdict.ts';

type Verdicts = Record<string, Verdict>;

const golden = join(import.meta.dirname, '../test/golden/verdicts.json');
const folder = await mkdtemp(join(tmpdir(), 'bulkgen-corpus-'));
try {
  const { values, positionals } = parseArgs({ options: { new: { type: 'boolean' } }, allowPositionals: true });
  const verdicts = JSON.parse(await readFile(golden, 'utf8').catch(() => '{}')) as Record<string, Verdicts>;
  for (const version of positionals) {
    const known = values.new ? (verdicts[version] ?? {}) : {};
    const cases = corpus.filter(({ name }) => !(name in known));
    const judged = { ...known, ...(await judge(version, cases)) };
    verdicts[version] = Object.fromEntries(corpus.map(({ name }) => [name, judged[name]!]));
    await writeFile(golden, `${JSON.stringify(verdicts, undefined, 2)}\n`);
  }
} finally {
  await rm(folder, { recursive: true });
}

/** Writes the folder of each case, and an argument file beside it. Answers the paths of the argument files. */
async function writeCases(cases: readonly CorpusCase[], place: string): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const [index, item] of cases.entries()) {
    const caseFolder = join(place, `${index}`);
    const groups = await openCase(item, caseFolder);
    const options = { strict: 'true', 'bad-tolerance': '0', ...item.options };
    const args = [
      ...[
        'database',
        'import',
        'full',
        'neo4j',
        `--report-file=${caseFolder}.report`,
        '--overwrite-destination=true',
        '--verbose',
      ],
      ...Object.entries(options).map(([name, value]) => `--${name}=${value}`),
      ...groups.map(({ kind, files }) => `--${kind === 'node' ? 'nodes' : 'relationships'}=${files.join(',')}`),
    ];
    await writeFile(`${caseFolder}.args`, formatArgumentFile(args));
    paths.push(`${caseFolder}.args`);
  }
  return paths;
}

async function judge(version: string, cases: readonly CorpusCase[]): Promise<Verdicts> {
  const argumentFiles = await writeCases(cases, join(folder, version));
  const { env } = process;
  const java = await findJava(version, { env });
  const tracker = new ProgressTracker();
  const { classPath } = await provision({ version, java, cache: findFolders({ env }).cache, env, tracker });
  const home = join(folder, `home-${version}`);
  await mkdir(join(home, 'conf'), { recursive: true });
  const list = join(folder, version, 'list');
  const requests = argumentFiles.map((path, index) => `${storesValue(cases[index]!) ? '+' : ''}${path}\n`);
  await writeFile(list, requests.join(''));
  const openedPackages = ['java.nio', 'java.io', 'sun.nio.ch', 'java.util.concurrent'];
  const { stdout } = await execa(java.executable, [
    ...['-cp', classPath, '-Dfile.encoding=UTF-8', '-Dstdout.encoding=UTF-8'],
    ...openedPackages.map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`),
    ...[join(import.meta.dirname, 'ImportMany.java'), home, list],
  ]);
  const lines = stdout.split('\n');
  return Object.fromEntries(
    await Promise.all(
      cases.map(async ({ name }, index) => {
        const report = await readFile(argumentFiles[index]!.replace('.args', '.report'), 'utf8').catch(() => '');
        return [name, readVerdict(lines[index] ?? '', report)] as const;
      }),
    ),
  );
}

/** Whether the verdict of a case includes the stored value. */
function storesValue({ kind }: CorpusCase): boolean {
  return kind === 'values';
}

function readVerdict(line: string, report: string): Verdict {
  const [code, text = '', stored] = line
    .split('\t')
    .map((part) => part.replaceAll('\u0001', '\n').replaceAll('\u0002', '\t'));
  if (code === '0') {
    const count = (noun: string): number => Number(new RegExp(`^ +(\\d+) ${noun}$`, 'm').exec(text)?.[1]);
    const [nodes, relationships, properties] = [count('nodes'), count('relationships'), count('properties')];
    return { imports: true, nodes, relationships, properties, ...(stored !== undefined && { stored }) };
  }
  const causes = text.split('\n').filter((part) => /^(Caused by: | {2}original error: )/.test(part));
  const reason =
    report.split('\n')[0] ||
    causes.at(-1)?.replace(/^.*?(?:: |Exception: )(?:[\w.$]+(?:Exception|Error): )?/, '') ||
    /Character .* is the same as specified by .*/.exec(text)?.[0] ||
    `exit code ${code}`;
  return { imports: false, reason: reason.replaceAll(/\S*\/\d+\//g, '').slice(0, 200) };
}
