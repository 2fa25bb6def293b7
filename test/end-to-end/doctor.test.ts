import { appendFile, chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { execa, type Options } from 'execa';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Area } from '../../src/doctor/check.ts';
import type { MachineReport } from '../../src/doctor/examine-machine.ts';
import type { ServerReport } from '../../src/doctor/examine-server.ts';
import { identifyProcess } from '../../src/system/process-identity.ts';
import { openEmbedded } from '../../src/targets/embedded/open.ts';
import { seeDocker } from '../setup/hide-docker.ts';
import { makeTestHome } from '../setup/test-home.ts';

seeDocker(); // examines the machine with its Docker, if it has one

const bin = join(import.meta.dirname, '../../src/bin.ts');

describe('bulkgen doctor', () => {
  let folder: string;
  let env: NodeJS.ProcessEnv;

  function run(args: readonly string[] = [], options: Options = {}) {
    return execa(process.execPath, [bin, 'doctor', ...args], {
      cwd: folder,
      env,
      extendEnv: false,
      reject: false,
      stripFinalNewline: false,
      ...options,
    });
  }

  /** Runs the doctor with --json; every exit code comes with a report. */
  async function examine(
    more: NodeJS.ProcessEnv = {},
  ): Promise<{ report: MachineReport; exitCode: number | undefined }> {
    const { stdout, exitCode } = await run(['--json', '--quiet'], { env: { ...env, ...more } });
    return { report: JSON.parse(String(stdout)), exitCode };
  }

  const checksOf = ({ findings }: MachineReport, area: Area) => findings.filter((check) => check.area === area);

  /** Puts a program first on PATH; it writes its process id to `NAME.pid`. */
  async function fakeProgram(name: string, script: string): Promise<string> {
    const path = join(folder, 'bin', name);
    await mkdir(join(folder, 'bin'), { recursive: true });
    await writeFile(path, `#!/bin/sh\necho $$ > '${folder}/${name}.pid'\n${script}\n`);
    await chmod(path, 0o755);
    return `${join(folder, 'bin')}${delimiter}${env['PATH']}`;
  }

  async function hasEnded(name: string): Promise<boolean> {
    const pid = Number(await readFile(join(folder, `${name}.pid`), 'utf8'));
    return (await identifyProcess(pid)) === undefined;
  }

  /** Examines the embedded server. */
  async function examineServer(variables: NodeJS.ProcessEnv) {
    const { stdout, exitCode } = await run(['--scale', 'medium', '--json', '--quiet'], { env: variables });
    return { report: JSON.parse(String(stdout)) as ServerReport, exitCode };
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bulkgen doctor '));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    env = { ...process.env, BULKGEN_HOME: join(folder, 'home'), NO_COLOR: '1' };
    for (const name of Object.keys(env)) if (/^(NEO4J_|FORCE_COLOR|JAVA_HOME)/.test(name)) delete env[name];
  });

  it('reports everything as one JSON object, and changes nothing', async () => {
    const { report, exitCode } = await examine({ NEO4J_PASSWORD: 'estate-estate' });

    expect(Object.keys(report)).toEqual(['canImport', 'auto', 'targets', 'findings']);
    expect(Object.keys(report.auto)).toEqual(['kind', 'reason', 'canImport']);
    expect(Object.keys(report.targets)).toEqual(['docker', 'local', 'embedded']);
    for (const target of Object.values(report.targets)) {
      expect(Object.keys(target)).toEqual(['canImport', 'message', 'option', 'needs']);
      expect(target.needs.length > 0).toBe(!target.canImport);
    }
    for (const { status, ...check } of report.findings) {
      expect(Object.keys(check)).toEqual(['area', 'message', ...(status === 'ok' ? [] : ['cure']), 'facts']);
    }
    expect(new Set(report.findings.map(({ area }) => area))).toContain('embedded');
    expect(checksOf(report, 'node')[0]?.facts['version']).toBe(process.versions.node);
    expect(checksOf(report, 'port').map(({ facts }) => facts['port'])).toEqual([7687, 7474]);
    expect(exitCode).toBe(report.canImport ? 0 : 1);
    expect(JSON.stringify(report)).not.toContain('estate-estate');
    expect(await readdir(folder)).toEqual([]);
  });

  it('prints groups of marked lines, coloured only on request', async () => {
    const { stdout } = await run(['--progress', 'none']);
    expect(stdout).toMatch(/^Node\n {2}✔ Node \d/);
    expect(stdout).toMatch(/\nTargets\n {2}[✔✘] docker: .*\n/);
    expect(stdout).toMatch(/\n {2}[✔!] --target auto chooses .*\n/);
    expect(stdout).not.toContain('\u001b');

    const coloured = await run(['--quiet'], { env: { ...env, NO_COLOR: undefined, FORCE_COLOR: '1' } });
    expect(coloured.stdout).toContain('\u001b[32m✔\u001b[39m Node');
  });

  it('prints its result and ends with exit code 1 when no target can import', async () => {
    // With NEO4J_CONF elsewhere, an installation on this machine cannot be used.
    const bare = { ...env, PATH: join(folder, 'nowhere'), NEO4J_CONF: join(folder, 'nowhere') };
    const { report, exitCode } = await examine(bare);

    expect(exitCode).toBe(1);
    expect(report).toMatchObject({ canImport: false, auto: { canImport: false } });
    expect(checksOf(report, 'docker')).toMatchObject([{ status: 'missing', cure: expect.stringContaining('Install') }]);
    expect(checksOf(report, 'maven')).toMatchObject([{ status: 'missing', cure: expect.stringContaining('Maven') }]);

    const { stdout, stderr } = await run(['--progress', 'none'], { env: bare });
    expect(stdout).toMatch(/^Node\n/);
    expect(stderr).toMatch(/^bulkgen: No target on this machine can import now\. Install .*Maven.*\n$/);
    for (const command of [['demo'], ['neo4j', 'start']]) {
      const attempt = await execa(process.execPath, [bin, ...command], { cwd: folder, env: bare, reject: false });
      expect(attempt).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(report.targets.embedded.message) });
    }
    const lines = await run(['--json', '--progress', 'json'], { env: bare });
    expect(JSON.parse(String(lines.stdout))).toMatchObject({ canImport: false });
    const last = String(lines.stderr).trim().split('\n').at(-1) ?? '';
    expect(JSON.parse(last)).toMatchObject({ error: { code: 'nothing-can-import' } });
  });

  it('reports a daemon that does not answer, and which client asked it', async () => {
    const PATH = await fakeProgram(
      'docker',
      `[ "$1" = --version ] && echo 'Docker version 28.2.2, build e6534b4' && exit
echo "Cannot connect to the Docker daemon at $DOCKER_HOST. Is the docker daemon running?" >&2; exit 1`,
    );
    const DOCKER_HOST = `unix://${folder}/dead.sock`;
    const { report } = await examine({ PATH, DOCKER_HOST });

    expect(checksOf(report, 'docker')).toMatchObject([
      {
        status: 'missing',
        message: expect.stringContaining(
          `Docker does not answer: Cannot connect to the Docker daemon at ${DOCKER_HOST}`,
        ),
        cure: expect.stringContaining('DOCKER_HOST'),
        facts: { clientVersion: '28.2.2', serverVersion: null, address: DOCKER_HOST },
      },
    ]);
    expect(report.targets.docker.canImport).toBe(false);
  });

  it('does not hang with Docker or a network drive, and ends the processes that hang', async () => {
    await fakeProgram('docker', 'exec sleep 600');
    const PATH = await fakeProgram('df', 'exec sleep 600');
    const { report } = await examine({ PATH });

    expect(checksOf(report, 'docker')).toMatchObject([
      { status: 'missing', message: 'Docker did not answer within 10 seconds', cure: expect.any(String) },
    ]);
    expect(checksOf(report, 'disk')).toHaveLength(4);
    for (const { status, message } of checksOf(report, 'disk')) {
      expect({ status, message }).toEqual({
        status: 'missing',
        message: expect.stringMatching(/^The file system of .* does not answer$/),
      });
    }
    expect(report.targets.embedded).toMatchObject({ canImport: false });
    expect(await Promise.all(['docker', 'df'].map(hasEnded))).toEqual([true, true]);
  });

  it('ends on Ctrl-C with exit code 130, however often it is pressed', async () => {
    const PATH = await fakeProgram('docker', 'echo here; exec sleep 600');
    const child = run(['--progress', 'none'], { env: { ...env, PATH } });
    const waiting = setInterval(async () => {
      if ((await readdir(folder)).includes('docker.pid')) child.kill('SIGINT');
    }, 5);
    const ended = await child.finally(() => clearInterval(waiting));

    expect(ended).toMatchObject({ exitCode: 130, stdout: '', stderr: expect.stringContaining('Interrupted') });
    expect(await hasEnded('docker')).toBe(true);
  });

  it.each([
    ['with a colon in its name', 'a:b', /^Expected BULKGEN_HOME to be a folder without a colon/],
    ['that is a file', 'file', /file\/neo4j \(data\) cannot be created: .*file is not a folder$/],
    ['below a file', 'file/within', /file\/within\/neo4j \(data\) cannot be created: .*file is not a folder$/],
  ])('reports a BULKGEN_HOME %s', async (_what, name, message) => {
    await writeFile(join(folder, 'file'), '');
    const { report } = await examine({ BULKGEN_HOME: join(folder, name) });

    expect(checksOf(report, 'disk')).toContainEqual(
      expect.objectContaining({ status: 'missing', message: expect.stringMatching(message), cure: expect.any(String) }),
    );
    expect(report.targets.embedded).toMatchObject({ canImport: false, needs: [expect.any(String)] });
  });

  it.runIf(process.platform === 'linux')('reports a BULKGEN_HOME in which no folder can be created', async () => {
    const { report } = await examine({ BULKGEN_HOME: '/proc/bulkgen' });
    expect(checksOf(report, 'disk').filter(({ status }) => status === 'missing')).toHaveLength(2);
    expect(report.targets.embedded.canImport).toBe(false);
  });

  it('reports a NEO4J_HOME without Neo4j, which an import would choose', async () => {
    const { report } = await examine({ NEO4J_HOME: folder });

    expect(checksOf(report, 'installation')[0]).toMatchObject({
      status: 'missing',
      message: expect.stringContaining(`Expected \`${folder}\` to be an installed Neo4j`),
      cure: expect.stringContaining('NEO4J_HOME'),
      facts: { home: folder, source: 'NEO4J_HOME', usable: false },
    });
    expect(report.auto).toEqual({ kind: 'local', reason: 'named by NEO4J_HOME', canImport: false });
  });

  it('reports a JAVA_HOME without Java, with which Maven cannot start', async () => {
    const { report } = await examine({ JAVA_HOME: join(folder, 'nowhere') });

    expect(checksOf(report, 'java').at(-1)).toMatchObject({
      status: 'warning',
      message: expect.stringContaining('JAVA_HOME is'),
      cure: expect.stringContaining('unset'),
    });
    expect(checksOf(report, 'maven')).toMatchObject([{ status: 'missing', cure: expect.any(String) }]);
  });

  it('reports the running embedded server, its ports, and what it lacks for a load', async () => {
    const home = await makeTestHome();
    const target = await openEmbedded({ env: home });
    const settings = join(target.home.folder, 'conf', 'neo4j.conf');
    await appendFile(settings, 'db.memory.transaction.max=10m\n');
    await target.start();
    const { uri } = await target.connection();
    const { report, exitCode } = await examine({ BULKGEN_HOME: home['BULKGEN_HOME'] });

    expect(exitCode).toBe(0);
    expect(checksOf(report, 'embedded')[0]).toMatchObject({
      status: 'ok',
      message: `Neo4j ${target.version}: running at ${uri}`,
      facts: { version: target.version, provisioned: true, running: true, uri, home: target.home.folder },
    });
    expect(report.targets.embedded).toMatchObject({ canImport: true, message: `Neo4j ${target.version}, running` });
    expect(report.auto).toEqual({ kind: 'embedded', reason: 'it is running', canImport: true });
    const owned = checksOf(report, 'port').filter(({ facts }) => uri.endsWith(`:${facts['port']}`));
    expect(owned.every(({ status }) => status === 'ok')).toBe(true);

    const variables = { ...env, BULKGEN_HOME: home['BULKGEN_HOME'] };
    const little = await examineServer(variables);
    expect(little).toMatchObject({
      exitCode: 0,
      report: {
        ...{ uri, database: 'neo4j', canLoad: true },
        advice: {
          settings: ['db.memory.transaction.max=64m'],
          environment: ['NEO4J_db_memory_transaction_max: 64m'],
        },
      },
    });
    expect(little.report.findings.filter(({ status }) => status !== 'ok')).toMatchObject([
      { area: 'transactions', status: 'warning', message: expect.stringContaining('is 10.00MiB') },
    ]);
    const facts = little.report.findings.map((check) => check.facts);
    expect(facts).toContainEqual({ apoc: expect.any(String), readsFiles: true });
    expect(facts[0]).toMatchObject({ version: target.version, edition: 'community', memory: expect.any(Number) });

    await target.stop();
    await appendFile(settings, 'server.databases.read_only=neo4j\n');
    await target.start();
    const text = await run(['--scale', 'medium', '--progress', 'none'], { env: variables });
    expect(text).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/cannot take a load now\. Use a user with/),
    });
    expect(text.stdout).toMatch(/^Server\n {2}✔ Neo4j .*, community, on \d+ processors? and .* of memory\n/);
    expect(text.stdout).toMatch(/\n {2}✘ This user cannot write: .*read-only/);
    expect(text.stdout).toContain('\n  db.memory.transaction.max=64m\n');
  });
});
