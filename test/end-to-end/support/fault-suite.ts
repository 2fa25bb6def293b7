// What must hold after a fault of an import (describe-faults.ts): the previous graph or the new one is complete, the server is
// as it was, nothing of bulkgen is left behind, and the import ended with one sentence and its exit code.
import { join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, expect } from 'vitest';
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
