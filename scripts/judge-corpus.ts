// judge-corpus VERSION…: imports every folder of test/lint/corpus.ts with the real importer of these versions of Neo4j and
// records what came of it in test/golden/verdicts.json, with which the lint's tests compare. Takes minutes; run it when the
// corpus has changed or a new version of Neo4j is out.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { formatArgumentFile } from '../src/import/admin-arguments.ts';
import type { FileGroup } from '../src/lint/find-files.ts';
import { ProgressTracker } from '../src/progress/tracker.ts';
import { provision } from '../src/target/embedded/provision.ts';
import { findJava } from '../src/target/find-java.ts';
import { findFolders } from '../src/target/folders.ts';
import { corpus } from '../test/lint/corpus.ts';
import { openCase } from '../test/lint/open-case.ts';
import type { Verdict } from '../test/lint/verdict.ts';

const golden = join(import.meta.dirname, '../test/golden/verdicts.json');
const folder = await mkdtemp(join(tmpdir(), 'bulkgen-corpus-'));
try {
  const files = await writeCases();
  const verdicts = JSON.parse(await readFile(golden, 'utf8').catch(() => '{}'));
  for (const version of process.argv.slice(2)) verdicts[version] = await judge(version, files);
  await writeFile(golden, `${JSON.stringify(verdicts, undefined, 1)}\n`);
} finally {
  await rm(folder, { recursive: true });
}

/** Writes the folders, and an argument file for each, outside of it; answers their paths. */
async function writeCases(): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const [index, item] of corpus.entries()) {
    const place = join(folder, `${index}`);
    const { groups, headless } = await openCase(item, place);
    const all = [...groups, ...headless.map((path): FileGroup => ({ kind: 'node', labels: [], files: [path] }))];
    const options = { strict: 'true', 'bad-tolerance': '0', ...item.options };
    const args = [
      ...[
        'database',
        'import',
        'full',
        'neo4j',
        `--report-file=${place}.report`,
        '--overwrite-destination=true',
        '--verbose',
      ],
      ...Object.entries(options).map(([name, value]) => `--${name}=${value}`),
      ...all.map(({ kind, files }) => `--${kind === 'node' ? 'nodes' : 'relationships'}=${files.join(',')}`),
    ];
    await writeFile(`${place}.args`, formatArgumentFile(args));
    paths.push(`${place}.args`);
  }
  return paths;
}

async function judge(version: string, argumentFiles: readonly string[]): Promise<Record<string, Verdict>> {
  const { env } = process;
  const java = await findJava(version, { env });
  const tracker = new ProgressTracker();
  const { classPath } = await provision({ version, java, cache: findFolders({ env }).cache, env, tracker });
  const home = join(folder, `home-${version}`);
  await mkdir(join(home, 'conf'), { recursive: true });
  const list = join(folder, 'list');
  await writeFile(list, argumentFiles.map((path) => `${path}\n`).join(''));
  const opened = ['java.nio', 'java.io', 'sun.nio.ch', 'java.util.concurrent'];
  const { stdout } = await execa(java.executable, [
    ...['-cp', classPath, '-Dfile.encoding=UTF-8', '-Dstdout.encoding=UTF-8'],
    ...opened.map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`),
    ...[join(import.meta.dirname, 'ImportMany.java'), home, list],
  ]);
  const lines = stdout.split('\n');
  return Object.fromEntries(
    await Promise.all(
      corpus.map(async ({ name }, index) => {
        const report = await readFile(argumentFiles[index]!.replace('.args', '.report'), 'utf8').catch(() => '');
        return [name, readVerdict(lines[index] ?? '', report)] as const;
      }),
    ),
  );
}

function readVerdict(line: string, report: string): Verdict {
  const [code, words = ''] = line.split('\t');
  const text = words.replaceAll('\u0001', '\n');
  if (code === '0') {
    const count = (what: string): number => Number(new RegExp(`^ +(\\d+) ${what}$`, 'm').exec(text)?.[1]);
    const [nodes, relationships, properties] = [count('nodes'), count('relationships'), count('properties')];
    return { imports: true, nodes, relationships, properties };
  }
  const causes = text.split('\n').filter((part) => /^(Caused by: | {2}original error: )/.test(part));
  const reason =
    report.split('\n')[0] ||
    causes.at(-1)?.replace(/^.*?(?:: |Exception: )(?:[\w.$]+(?:Exception|Error): )?/, '') ||
    `exit code ${code}`;
  return { imports: false, reason: reason.replaceAll(/\S*\/\d+\//g, '').slice(0, 200) };
}
