// Command lines of neo4j-admin, given to bulkgen as they are: every option that the real --help of each version lists, and
// command lines from scripts of public projects.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readAdminLine } from '../../src/cli/arguments/admin-line.ts';
import { formerGroups, formerOptions } from '../../src/cli/arguments/former-options.ts';
import { createProgram } from '../../src/cli/main.ts';
import { findInstallation } from '../../src/targets/embedded/installation.ts';
import { adminArguments } from '../../src/targets/embedded/java-arguments.ts';
import { openEmbedded } from '../../src/targets/embedded/open.ts';
import { findJava } from '../../src/targets/java/find-java.ts';
import { runJava } from '../../src/targets/java/run-java.ts';
import { neo4jVersions } from '../../src/targets/neo4j/version.ts';
import { afterFile } from '../setup/after-file.ts';
import { makeTestHome } from '../setup/test-home.ts';
import { scripts } from './support/admin-scripts.ts';
import { useCommandLine } from './support/command-line.ts';

const oldest = neo4jVersions[0];
let env: NodeJS.ProcessEnv;
let folder: string;
const { run } = useCommandLine(() => ({ folder, env }));

beforeAll(async () => {
  env = await makeTestHome();
  folder = await mkdtemp(join(tmpdir(), 'bulkgen-scripts-'));
  afterFile(() => rm(folder, { recursive: true, force: true }));
  for (const version of neo4jVersions) await openEmbedded({ version, env });
});

/** Runs the real neo4j-admin in a home of its own. */
async function runAdmin(version: string, args: readonly string[], place: string): Promise<readonly string[]> {
  const java = await findJava(version, { env });
  const installation = await findInstallation(join(env['BULKGEN_HOME']!, 'cache'), version, java);
  const lines: string[] = [];
  const home = join(place, `home-${version}`);
  await mkdir(join(home, 'conf'), { recursive: true });
  const words = adminArguments(installation!, args);
  const { exitCode } = await runJava({
    java,
    args: words,
    home,
    folder: place,
    env,
    onLine: (line) => lines.push(line),
  });
  expect(exitCode, lines.slice(-20).join('\n')).toBe(0);
  return lines;
}

type Meaning = readonly [sample: string, onImport: string, onVerify: string];

const taken = 'taken';
const none = 'taken; a check of files does not need it';
const same = (sample: string): Meaning => [sample, taken, taken];
const importOnly = (sample: string, onImport = taken): Meaning => [sample, onImport, none];

/** What bulkgen does with each option of neo4j-admin. */
const meanings: Readonly<Record<string, Meaning>> = {
  '--additional-config': importOnly('f.conf', 'taken, without `server.directories.*`: the target decides the folders'),
  '--array-delimiter': same('|'),
  '--auto-skip-subsequent-headers': same(''),
  '--bad-tolerance': same('5'),
  '--delimiter': same('TAB'),
  '--dry-run': importOnly('true', 'the same as `--dry-run` of bulkgen'),
  '--expand-commands': importOnly('', 'no effect: write the values themselves in place of commands'),
  '--format': importOnly('aligned'),
  '--help': ['', 'prints the help of bulkgen', 'prints the help of bulkgen'],
  '--high-parallel-io': importOnly('ON'),
  '--id-type': same('INTEGER'),
  '--ignore-empty-strings': same('True'),
  '--ignore-extra-columns': same('TRUE'),
  '--input-encoding': same('UTF-8'),
  '--input-type': ['csv', '`csv` is taken, anything else refused', '`csv` is taken, anything else refused'],
  '--legacy-style-quoting': same('false'),
  '--max-off-heap-memory': importOnly('60%'),
  '--multiline-fields': same('true'),
  '--multiline-fields-format': same('v1'),
  '--nodes': same('Person=a.csv'),
  '--normalize-types': same('false'),
  '--overwrite-destination': importOnly('', 'the same as `--force`'),
  '--path-pattern-style': same('glob'),
  '--profile': importOnly('', 'not needed: `--json` prints the seconds of every step'),
  '--profile-results-path': importOnly('p', 'not needed: `--json` prints the seconds of every step'),
  '--quote': same("'"),
  '--read-buffer-size': same('16MiB'),
  '--relationships': same('KNOWS=r.csv'),
  '--report-file': [
    'r.txt',
    'taken: the report of neo4j-admin, or the findings if they stop the import',
    'taken: the findings',
  ],
  '--schema': importOnly('s.cypher', 'taken; bulkgen builds the schema with Cypher, also on Community'),
  '--skip-bad-entries-logging': importOnly(''),
  '--skip-bad-relationships': same(''),
  '--skip-duplicate-nodes': same(''),
  '--strict': same('tRUE'),
  '--temp-path': importOnly('t', 'not needed: the staging store holds the temporary files'),
  '--threads': importOnly('2'),
  '--trim-strings': same(''),
  '--vector-delimiter': same(';'),
  '--verbose': ['', 'the same as `--debug`', 'the same as `--debug`'],
};

function describeFormer(): string {
  const rows = Object.entries({ ...formerOptions, ...formerGroups }).map(([name, text]) => `| \`${name}\` | ${text} |`);
  return `\n## Options of older versions\n\nNeo4j 5 does not have these options of 3.5 and 4.4. bulkgen refuses them with this sentence. \`--force\` and \`--database\` are taken as they were.\n\n| option | what replaces it |\n|---|---|\n${rows.sort().join('\n')}\n`;
}

describe('the options of neo4j-admin database import full', () => {
  it('are all taken, or answered by a sentence', async () => {
    const listed = new Map<string, string[]>();
    for (const version of neo4jVersions) {
      const help = await runAdmin(version, ['database', 'import', 'full', '--help'], folder);
      for (const line of help) {
        const name = /^ {2,6}(?:-\w, )?(--[a-z-]+)/.exec(line)?.[1];
        if (name !== undefined) listed.set(name, [...(listed.get(name) ?? []), version]);
      }
    }
    expect([...listed.keys()].sort()).toEqual(Object.keys(meanings).sort());

    for (const name of ['import', 'verify']) {
      for (const [option, [sample]] of Object.entries(meanings)) {
        const program = createProgram();
        const command = program.commands.find((each) => each.name() === name)!;
        const words = readAdminLine(program, [name, sample === '' ? option : `${option}=${sample}`]).slice(1);
        expect({ option, ...command.parseOptions([...words]) }).toEqual({
          option,
          operands: [],
          unknown: option === '--help' ? [option] : [],
        });
      }
    }

    const rows = Object.entries(meanings).map(([option, [, onImport, onVerify]]) => {
      const marks = neo4jVersions.map((version) => (listed.get(option)!.includes(version) ? 'yes' : ''));
      return `| \`${option}\` | ${marks.join(' | ')} | ${onImport} | ${onVerify} |`;
    });
    const head = `| option | ${neo4jVersions.join(' | ')} | bulkgen import | bulkgen verify |`;
    const table = `# Options of \`neo4j-admin database import full\`\n\nWritten by test/end-to-end/neo4j-admin.test.ts, which asks the \`--help\` of both versions. Put \`bulkgen import\` or \`bulkgen verify\` in\nplace of \`neo4j-admin database import full\`, and leave the rest as it is. Argument files (\`@file\`) are read as well.\n\n${head}\n|---|---|---|---|---|\n${rows.join('\n')}\n${describeFormer()}`;
    await expect(table).toMatchFileSnapshot('../golden/neo4j-admin-options.md');
  });
});

describe('command lines from scripts of public projects', () => {
  it.each(scripts)('are checked by bulkgen verify with the counts of neo4j-admin: $project', async (script) => {
    const place = join(folder, script.project.replaceAll(/\W/g, '-'));
    for (const [name, text] of Object.entries(script.files)) {
      await mkdir(dirname(join(place, name)), { recursive: true });
      await writeFile(join(place, name), text);
    }
    const lines = await runAdmin(oldest, ['database', 'import', 'full', ...script.words], place);
    const counted = (name: string) =>
      Number(lines.map((line) => /^ +(\d+) (\w+)$/.exec(line)).find((found) => found?.[2] === name)?.[1]);
    const options = { cwd: place };
    const { stdout, stderr, exitCode } = await run(
      ['verify', 'database', 'import', 'full', ...script.words, '--json', '--quiet'],
      options,
    );
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    const { nodes, relationships, properties } = JSON.parse(String(stdout)).counts;
    expect({ nodes, relationships, properties }).toEqual({
      nodes: counted('nodes'),
      relationships: counted('relationships'),
      properties: counted('properties'),
    });
    if (!script.isImported) return;
    const words = [
      'database',
      'import',
      'full',
      ...script.words,
      '--target=embedded',
      `--neo4j-version=${oldest}`,
      '--force',
      '--report-file=report.txt',
      '--json',
      '--quiet',
    ];
    const imported = await run(words, options);
    expect(JSON.parse(String(imported.stdout))).toMatchObject({ nodes, relationships, properties });
    const skipped = script.words.includes('--skip-bad-relationships=true') ? ['referring to missing node'] : [];
    const report = await readFile(join(place, 'report.txt'), 'utf8');
    expect(report.match(/referring to missing node/g) ?? []).toEqual(skipped);
  });
});
