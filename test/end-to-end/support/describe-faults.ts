// What may happen to an import on every target. Every step of an import gets its faults automatically.
import { appendFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { exportGraph } from '../../../src/export/export-graph.ts';
import { importSteps } from '../../../src/import/import-steps.ts';
import { fillSteps } from '../../../src/import/sources/export.ts';
import { bindModel } from '../../../src/model/graph.ts';
import { cmdb } from '../../../src/models/cmdb/model.ts';
import { makeExport } from './export-and-target.ts';
import type { createFaults, FaultOptions } from './fault-suite.ts';

/** Options without which an import leaves the step out. */
const needs: Readonly<Record<string, FaultOptions>> = {
  count: { force: false, stopped: true },
  check: { check: true },
};

type Faults = ReturnType<typeof createFaults>;

export interface Interruptions {
  /** The steps that a kill -9 interrupts, before `bulkgen recover`. */
  readonly killed: readonly string[];
  /** The steps that signals interrupt. SIGINT and SIGTERM alternate, because both end an import in the same way. */
  readonly interrupted: readonly string[];
  /** The steps that a kill -9 interrupts, before another import. */
  readonly resumed: readonly string[];
  /** Number of imports that are killed at random moments. */
  readonly kills: number;
}

/** The name of every step of an import. */
export function listSteps(): readonly string[] {
  const graph = bindModel(cmdb, { seed: 'names', scale: 20, asOfDay: 20_000 });
  return importSteps(fillSteps({ ids: 'actual' }, graph)).map(({ name }) => name);
}

/** Tests what holds when the process of the import ends at some step. */
export function describeInterruptions(
  what: string,
  faults: Faults,
  { killed, interrupted, resumed, kills }: Interruptions,
): void {
  const { other, run, command, expectFault } = faults;

  describe(`${what}, at each step`, () => {
    it.each(killed)(
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

    it.each(interrupted.filter((_, index) => index % 2 === 0))(
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

    it.each(interrupted.filter((_, index) => index % 2 === 1))(
      'keeps the previous graph after SIGTERM at %s',
      async (step) => {
        const last = step === 'settle';
        await expectFault(
          'SIGTERM at …',
          { step, signal: 'SIGTERM', ...needs[step] },
          last ? { graph: 'new', exitCode: 0 } : { graph: 'before', exitCode: 143, sentence: /Terminated before/ },
        );
      },
    );

    it.each(resumed)('undoes or finishes with the next import after a kill -9 at %s', async (step) => {
      const graph = step === 'settle' ? 'new' : 'before';
      await expectFault('kill -9 at …, then another import', { step, signal: 'SIGKILL' }, { graph }, async () => {
        const { exitCode, result } = await command('import', other());
        expect({ exitCode, result }).toMatchObject({
          exitCode: 1,
          result: { error: { code: 'database-not-empty' } },
        });
      });
    });

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
}

/** Tests what holds when the disk is full or read-only. */
export function describeDiskFaults(what: string, { machine, expectFault }: Faults): void {
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
}

/** Tests faults in which the code of the target plays no part: of neo4j-admin, of the export, and of the schema. */
export function describeImportFaults(what: string, { machine, expectFault }: Faults): void {
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
}

/** Tests that an import leaves the server as it was, and its secrets where they were. */
export function describeCare(what: string, faults: Faults): void {
  const { machine, run, expectFault } = faults;

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
