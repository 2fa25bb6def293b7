// What may happen to an import, and what must hold afterwards: the previous graph or the new one is complete, the server is
// as it was, nothing of bulkgen is left behind, and the import ended with one sentence and its exit code. Every step of an
// import gets its faults automatically.
import { appendFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, describe, expect, it } from 'vitest';
import { exportGraph } from '../../../src/export/export-graph.ts';
import { importSteps } from '../../../src/import/import-steps.ts';
import { fillSteps } from '../../../src/import/sources/export.ts';
import { bindModel } from '../../../src/model/graph.ts';
import { cmdb } from '../../../src/models/cmdb/model.ts';
import { waitOnline } from '../../../src/neo4j/wait-online.ts';
import type { Target } from '../../../src/targets/target.ts';
import { digestDatabase } from './digest.ts';
import { makeExport } from './export-and-target.ts';
import type { FaultRow } from './fault-table.ts';
import type { FaultyImport } from './import-with-fault.ts';

/** The machine that faults are tried on. */
export interface Machine {
  readonly kind: 'embedded' | 'docker';
  readonly target: Target;
  readonly env: NodeJS.ProcessEnv;
  /** Selects the target of the import. */
  readonly place: Pick<FaultyImport, 'container' | 'version'>;
  /** Selects the target on the command line. */
  readonly options: readonly string[];
  /** Its data folder on this machine, a file system in memory; undefined where none could be mounted. */
  readonly mount: string | undefined;
  readonly password: string;
  /** Text of logs that must not contain a password. */
  readLogs(): Promise<string>;
  /** An environment in which these lines of shell run instead of neo4j-admin. */
  withAdmin(answer: string): Promise<NodeJS.ProcessEnv>;
  /** Expects that an import has left nothing behind. */
  expectNoTrace(): Promise<void>;
}

/** How an import with a fault ended. */
export interface Ending {
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  readonly stderr: string;
}

export interface Expected {
  readonly graph: 'before' | 'new' | 'either';
  /** The exit code of the import; absent where it was killed. */
  readonly exitCode?: number;
  /** Matches the one sentence that the import prints. */
  readonly sentence?: RegExp;
}

export interface FaultOptions extends Partial<FaultyImport> {
  /** Whether the server is stopped when the import begins. */
  readonly stopped?: boolean;
  readonly env?: NodeJS.ProcessEnv;
}

const driver = join(import.meta.dirname, 'import-with-fault.ts');
const bin = join(import.meta.dirname, '../../../src/bin.ts');

/** Options without which an import leaves the step out. */
const needs: Readonly<Record<string, FaultOptions>> = {
  count: { force: false, stopped: true },
  check: { check: true },
};

/** Runs imports into a machine that is created when the suite begins. */
export function createFaults(makeMachine: () => Promise<Machine>) {
  let machine: Machine;
  let folders: readonly string[] = [];
  let digests: readonly string[] = [];
  /** The index of the graph that is in the database. */
  let current = 0;
  const rows: FaultRow[] = [];

  async function readDigest(): Promise<string> {
    const connection = await machine.target.connection();
    const database = await waitOnline(connection);
    return digestDatabase(database).finally(() => database.close());
  }

  const other = (): string => folders[1 - current]!;

  /** Imports the other graph, with this fault. */
  async function run({ stopped: _stopped, env = machine.env, ...fault }: FaultOptions): Promise<Ending> {
    const faultyImport: FaultyImport = { folder: other(), ...machine.place, ...fault };
    const { exitCode, signal, stderr } = await execa(process.execPath, [driver, JSON.stringify(faultyImport)], {
      env,
      extendEnv: false,
      reject: false,
    });
    return { exitCode, signal, stderr };
  }

  /** Runs a command and returns its JSON result. */
  async function command(...words: readonly string[]) {
    const { stdout, exitCode } = await execa(
      process.execPath,
      [bin, ...words, ...machine.options, '--json', '--quiet'],
      {
        env: machine.env,
        extendEnv: false,
        reject: false,
      },
    );
    return { exitCode, result: JSON.parse(stdout) };
  }

  function expectSentence({ stderr }: Ending, sentence: RegExp): void {
    const sentences = stderr.split('\n').filter((line) => line.startsWith('bulkgen: '));
    expect({ sentences, stderr }).toEqual({ sentences: [expect.stringMatching(sentence)], stderr });
    expect(stderr).not.toMatch(/^\s+at /m);
  }

  /** Returns which graph is in the database, complete; expects the server as it was and no trace of the import. */
  async function findOutcome(wasRunning: boolean): Promise<'before' | 'new'> {
    expect(await machine.target.isRunning()).toBe(wasRunning);
    await machine.expectNoTrace();
    if (!wasRunning) await machine.target.start();
    const digest = await readDigest();
    expect(digests).toContain(digest);
    const found = digests.indexOf(digest);
    const outcome = found === current ? 'before' : 'new';
    current = found;
    return outcome;
  }

  /** Imports with a fault, lets `repair` do what a user must do by hand, and checks what holds then. */
  async function expectFault(
    name: string,
    fault: FaultOptions,
    { graph, exitCode, sentence }: Expected,
    repair: () => Promise<void> = async () => {},
  ): Promise<void> {
    await (fault.stopped ? machine.target.stop() : machine.target.start());
    const ending = await run(fault);
    await repair();
    if (exitCode === undefined) expect(ending.signal).toBe('SIGKILL');
    else expect({ exitCode: ending.exitCode, stderr: ending.stderr }).toMatchObject({ exitCode });
    if (sentence) expectSentence(ending, sentence);
    const keepsRunning = machine.target.keepsRunning && graph === 'new';
    const outcome = await findOutcome(!fault.stopped || keepsRunning);
    if (graph !== 'either') expect(outcome).toBe(graph);
    const end = exitCode === undefined ? 'killed' : `exit ${exitCode}`;
    const step = name.includes('…') ? fault.step : undefined;
    note(name, `${end}: the ${outcome === 'new' ? 'new graph' : 'graph from before'}`, step);
  }

  function useMachine(): void {
    beforeAll(async () => {
      machine = await makeMachine();
      folders = [await makeExport({ scale: 200, seed: 'one' }), await makeExport({ scale: 300, seed: 'two' })];
      const found: string[] = [];
      for (const index of [1, 0]) {
        current = 1 - index;
        const ending = await run({});
        expect(ending).toEqual({ exitCode: 0, signal: undefined, stderr: '' });
        if (!(await machine.target.isRunning())) await machine.target.start();
        found[index] = await readDigest();
      }
      [digests, current] = [found, 0];
    });
  }

  /** Notes the outcome of a fault for the table of faults. */
  function note(fault: string, outcome: string, step?: string): void {
    rows.push({ fault, ...(step !== undefined && { step }), outcome });
  }

  /** Expects that the table has exactly the noted faults; called last. */
  async function expectTable(): Promise<void> {
    const text = `${JSON.stringify(rows, undefined, 2)}\n`;
    await expect(text).toMatchFileSnapshot(`../golden/faults-${machine.kind}.json`);
  }

  /** Continues with another server of the same store. */
  function moveTo(changed: Partial<Machine>): void {
    machine = { ...machine, ...changed };
  }

  const checks = { expectFault, findOutcome, expectSentence, note, expectTable };
  return { useMachine, machine: () => machine, moveTo, other, run, command, ...checks };
}

export interface SuiteOptions {
  /** SIGINT and SIGTERM alternate between the steps, because both end an import in the same way. This one comes first. */
  readonly first: 'SIGINT' | 'SIGTERM';
  /** The steps that signals interrupt; by default all. A kill -9 interrupts every step. */
  readonly interrupted?: readonly string[];
  /** Number of imports that are killed at random moments. */
  readonly kills: number;
}

/** Tests the faults that apply to every target. */
export function describeFaults(
  what: string,
  faults: ReturnType<typeof createFaults>,
  { first, interrupted, kills }: SuiteOptions,
): void {
  const { machine, other, run, command, expectFault } = faults;
  const graph = bindModel(cmdb, { seed: 'names', scale: 20, asOfDay: 20_000 });
  const steps = importSteps(fillSteps({ ids: 'actual' }, graph)).map(({ name }) => name);

  describe(`${what}, at each step`, () => {
    it.each(steps)(
      'undoes or finishes with `bulkgen recover`, which can be repeated, after a kill -9 at %s',
      async (step) => {
        const graph = step === 'settle' ? 'new' : 'before';
        await expectFault(
          'kill -9 at …, then `bulkgen recover`',
          { step, signal: 'SIGKILL', ...needs[step] },
          { graph },
          async () => {
            const first = await command('recover');
            expect(first).toMatchObject({
              exitCode: 0,
              result: { outcome: graph === 'new' ? 'finished' : 'undone', step },
            });
            expect(await command('recover')).toMatchObject({ exitCode: 0, result: { outcome: 'nothing' } });
          },
        );
      },
    );

    const stepsOf = (signal: NodeJS.Signals) =>
      steps
        .filter((_, index) => (index % 2 === 0) === (signal === first))
        .filter((step) => interrupted?.includes(step) ?? true);

    it.each(stepsOf('SIGINT'))(
      'keeps the previous graph after SIGINT at %s, and again during the undo',
      async (step) => {
        const last = step === 'settle';
        await expectFault(
          'SIGINT at …, twice',
          { step, signal: 'SIGINT', again: 0.2, ...needs[step] },
          last ? { graph: 'new', exitCode: 0 } : { graph: 'before', exitCode: 130, sentence: /Interrupted before/ },
        );
      },
    );

    it.each(stepsOf('SIGTERM'))('keeps the previous graph after SIGTERM at %s', async (step) => {
      const last = step === 'settle';
      await expectFault(
        'SIGTERM at …',
        { step, signal: 'SIGTERM', ...needs[step] },
        last ? { graph: 'new', exitCode: 0 } : { graph: 'before', exitCode: 143, sentence: /Terminated before/ },
      );
    });

    it.each(['import', 'schema', 'settle'])(
      'undoes or finishes with the next import after a kill -9 at %s',
      async (step) => {
        const graph = step === 'settle' ? 'new' : 'before';
        await expectFault('kill -9 at …, then another import', { step, signal: 'SIGKILL' }, { graph }, async () => {
          const { exitCode, result } = await command('import', other());
          expect({ exitCode, result }).toMatchObject({
            exitCode: 1,
            result: { error: { code: 'database-not-empty' } },
          });
        });
      },
    );

    it('undoes or finishes after a kill -9 at random moments', async () => {
      const seed = Math.floor(Math.random() * 2 ** 31);
      console.log(`random moments of seed ${seed}`); // to repeat a failure
      for (let number = 0; number < kills; number++) {
        const seconds = (((seed * (number + 1) * 7919) % 1000) / 1000) * 12;
        const script = `( sleep ${seconds.toFixed(2)}; kill -9 "$0" ) > /dev/null 2>&1 &`; // $0 is the import's process
        const ending = await run({ step: 'import', script });
        expect(ending.signal === 'SIGKILL' || ending.exitCode === 0).toBe(true);
        await command('recover');
        await faults.findOutcome(true);
      }
      faults.note('kill -9 at random moments, then `bulkgen recover`', 'killed: one of the two graphs');
    });
  });

  describe(`${what}, when neo4j-admin`, () => {
    const stages = 'echo "(1/4) Node import 2026-01-01 00:00:00.000+0000"; echo ".......... 10% ∆1ms [1ms]"';
    const counts =
      'echo "IMPORT DONE in 1s."; echo "Imported:"; echo "  7 nodes"; echo "  7 relationships"; echo "  7 properties"';
    it.each([
      ['fails at its start', 'echo "Unknown option: --no" >&2; exit 64', {}, /exit code 64: Unknown option/],
      [
        'fails midway',
        `${stages}; sleep 1; echo "java.lang.IllegalStateException: out of luck" >&2; exit 70`,
        {},
        /70: .*luck/,
      ],
      ['hangs', `${stages}; exec sleep 1000`, { timeout: 3 }, /`import` took longer than the 3 seconds/],
      ['is killed', `${stages}; kill -9 $$`, {}, /exit code 137/],
      [
        'says other counts and exits 0',
        `${counts}; exit 0`,
        {},
        /Expected neo4j-admin to import \d+ nodes, but it reports 7/,
      ],
      [
        'says nothing and exits 0',
        'exit 0',
        {},
        /Expected neo4j-admin to report how many nodes it imported, got no number/,
      ],
    ])('%s, keeps the previous graph', async (name, answer, options, sentence) => {
      const env = await machine().withAdmin(answer);
      const exitCode = /exits 0/.test(name) ? 3 : 1;
      await expectFault(`neo4j-admin ${name}`, { env, ...options }, { graph: 'before', exitCode, sentence });
    });
  });

  describe(`${what}, when the disk`, () => {
    const itMounted = it.skipIf(process.getuid?.() !== 0);

    itMounted('fills up while neo4j-admin builds the new store, keeps the previous graph', async () => {
      const filler = join(machine().mount!, 'filler');
      const script = `fallocate -l $(( $(stat -f -c '%a * %S' '${machine().mount}') - 500000 )) '${filler}'`;
      await expectFault(
        'disk full while staging',
        { step: 'import', script },
        {
          graph: 'before',
          exitCode: 1,
          sentence: /of free space in .* when neo4j-admin ended with exit code \d+, got .* (bytes|kB)\./,
        },
        () => rm(filler, { force: true }),
      );
    });

    itMounted('has too little space, does not begin', async () => {
      const filler = join(machine().mount!, 'filler');
      await execa('sh', [
        '-c',
        `fallocate -l $(( $(stat -f -c '%a * %S' '${machine().mount}') - 50000000 )) '${filler}'`,
      ]);
      await expectFault(
        'too little room on the disk',
        {},
        { graph: 'before', exitCode: 1, sentence: /Expected .* of free space in .*, got \d+\.\d MB/ },
        () => rm(filler, { force: true }),
      );
    });

    itMounted('is read-only, does not begin', async () => {
      await machine().target.stop(); // or the file system is busy
      await execa('mount', ['-o', 'remount,ro', machine().mount!]);
      await expectFault(
        'read-only volume',
        { stopped: true },
        {
          graph: 'before',
          exitCode: 1,
          sentence: /to be writable for the user that runs the server|Read-only file system/,
        },
        async () => {
          await execa('mount', ['-o', 'remount,rw', machine().mount!]);
        },
      );
    });
  });

  describe(`${what}, when a file of the export`, () => {
    it.each([
      ['is missing', (path: string) => rm(path)],
      ['is cut off', (path: string) => readFile(path).then((bytes) => writeFile(path, bytes.subarray(0, -1)))],
      ['has one other byte', (path: string) => readFile(path).then((bytes) => writeFile(path, flip(bytes)))],
      ['has one byte more', (path: string) => appendFile(path, '\n')],
      ['is one too many', (path: string) => writeFile(`${path}.csv`, '')],
    ])('%s, does not begin', async (name, damage) => {
      const folder = await makeExport({ scale: 50 });
      await damage(join(folder, 'Server-000.csv'));
      await expectFault(
        `a file of the export ${name}`,
        { folder },
        { graph: 'before', exitCode: 3, sentence: /Server-000\.csv/ },
      );
    });
  });

  it(`${what}, keeps the previous graph when the schema cannot be built`, async () => {
    const cypher = 'CREATE INDEX ci_id_unique FOR (n:Other) ON (n.other)';
    await expectFault(
      'schema creation fails',
      { step: 'schema', cypher },
      { graph: 'before', exitCode: 1, sentence: /Could not build constraint ci_id_unique/ },
    );
  });

  it(`${what}, keeps the store of a server that another program starts before the swap`, async () => {
    await expectFault(
      'the server is started meanwhile',
      { step: 'swap', start: true },
      { graph: 'before', exitCode: 1, sentence: /was started while bulkgen replaced its store/ },
    );
  });

  it(`${what}, leaves a stopped server stopped when it fails`, async () => {
    await expectFault(
      'the server was stopped before',
      { stopped: true, step: 'verify', signal: 'SIGTERM' },
      { graph: 'before', exitCode: 143, sentence: /Terminated/ },
    );
  });

  it(`${what}, writes no secret to any output, journal, log or process list`, async () => {
    const folder = await makeExport({ scale: 60 });
    const [journals, processes] = [join(folder, 'journals'), join(folder, 'processes')];
    const script = `for file in /proc/[0-9]*/cmdline; do tr '\\0' ' ' < $file; done > '${processes}' 2>/dev/null; true`;
    await exportGraph({ folder: join(folder, 'estate'), scale: 70 });
    const ending = await run({ folder: join(folder, 'estate'), journals, step: 'start', script, signal: 'SIGTERM' });

    const written = await Promise.all((await readdir(journals)).map((name) => readFile(join(journals, name), 'utf8')));
    expect(written.length).toBeGreaterThan(3);
    const texts = [...written, ending.stderr, await readFile(processes, 'utf8'), await machine().readLogs()];
    for (const text of texts) expect(text).not.toContain(machine().password);
    expect(await faults.findOutcome(true)).toBe('before');
  });
}

function flip(bytes: Buffer): Buffer {
  const place = Math.floor(bytes.length / 2);
  return Buffer.concat([bytes.subarray(0, place), Buffer.of(bytes[place]! ^ 1), bytes.subarray(place + 1)]);
}
