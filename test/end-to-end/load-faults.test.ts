import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import type { Neo4jError } from 'neo4j-driver';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { BulkgenError } from '../../src/errors.ts';
import { clearGraph } from '../../src/load/clear-graph.ts';
import { loadGraph } from '../../src/load/load-graph.ts';
import { useDatabase } from '../../src/neo4j/driver.ts';
import { Stream } from '../../src/random/stream.ts';
import { waitUntilGone } from '../../src/system/process-identity.ts';
import { waitUntil } from '../../src/system/wait-until.ts';
import { openEmbedded } from '../../src/targets/embedded/open.ts';
import { findServer } from '../../src/targets/embedded/server.ts';
import type { EmbeddedTarget } from '../../src/targets/embedded/target.ts';
import { neo4jVersions } from '../../src/targets/neo4j/version.ts';
import { makeTestHome } from '../setup/test-home.ts';
import { type BoltProxy, type ClientMessage, type Cut, startBoltProxy } from './support/bolt-proxy.ts';
import { cutRows } from './support/cut-rows.ts';
import { createFaultyLoads, smallGraph } from './support/faulty-loads.ts';
import { cmdbWays, FaultTable, methodOf, type Way } from './support/load-fault-table.ts';
import { putInMemory } from './support/memory-disk.ts';

const bin = join(import.meta.dirname, '../../src/bin.ts');

/** Who may mount a small disk. */
const isRoot = process.getuid?.() === 0;

const table = new FaultTable();
const exact = '**exact**';

/** How many of a thousand messages are cut. Calls of APOC commit by themselves, when the server has their PULL. */
const chances = { commit: 400, begin: 20, run: 20, pull: 20, other: 0 };
const chancesOfApoc = { ...chances, commit: 200, run: 200, pull: 200 };
const moments: readonly Cut[] = ['before', 'during', 'after'];

function sum(counts: Iterable<number>): number {
  return [...counts].reduce((total, count) => total + count, 0);
}

describe.each(neo4jVersions)('a load into a running Neo4j %s', (version) => {
  let target: EmbeddedTarget;
  let env: NodeJS.ProcessEnv;
  const isFirst = version === neo4jVersions[0];
  const { open, load, expectExact, prepare, countEntries, waitUntilBlocked, ...loads } = createFaultyLoads(
    () => target,
  );

  /** Expects that a load fails, and that the same load then has every row once. */
  async function expectResumed(
    [fault, way]: readonly [fault: string, way: Way],
    failing: Promise<unknown>,
    repair: () => Promise<unknown>,
  ): Promise<void> {
    const error: unknown = await failing.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(BulkgenError);
    await repair();
    const result = await load(way);
    expect(result).toMatchObject({ resumed: true });
    await expectExact(result);
    table.note(fault, way, `\`${(error as BulkgenError).code}\`, then ${exact}`);
  }

  async function kill(): Promise<void> {
    const server = (await findServer(target.home))!;
    process.kill(server.pid, 'SIGKILL');
    await waitUntilGone(server, 60_000);
  }

  /** Lets some work reach the server through a proxy. */
  async function behindProxy(
    chooseCut: (message: ClientMessage) => Cut | undefined,
    work: (uri: string, proxy: BoltProxy) => Promise<void>,
  ): Promise<void> {
    const { uri } = await target.connection();
    const proxy = await startBoltProxy(Number(new URL(uri).port), chooseCut);
    try {
      await work(`bolt://127.0.0.1:${proxy.port}`, proxy);
    } finally {
      await proxy.close();
    }
  }

  beforeAll(async () => {
    env = await makeTestHome();
    target = await openEmbedded({ version, env, loadProcedure: true });
    // Otherwise, 256 MiB of the log of transactions are reserved, and a full disk is not noticed.
    await appendFile(target.home.settings, 'db.tx_log.preallocate=false\ndb.memory.transaction.max=10m\n');
    if (isRoot) await putInMemory(target.home.data, '256m');
    await target.start();
  });

  afterEach(async () => {
    await loads.empty();
    expect(await loads.countAll()).toEqual([0, 0]);
  });

  // The server takes part in `LOAD CSV` and in calls of APOC. The other ways send it Cypher, which is the same in every version.
  const withCuts: readonly Way[] = isFirst ? cmdbWays : ['csv', 'apoc'];
  it.each(withCuts)('has every row once by %s although its connections are cut', async (way) => {
    await prepare(way);
    const stream = new Stream(`cuts of ${version}`);
    const chancesOfWay = way === 'apoc' ? chancesOfApoc : chances;
    let isCutting = false;
    const rowCuts = cutRows((number) =>
      stream.below(1_000, number, 2) < 250 ? (['before', 'during'] as const)[stream.below(2, number, 3)] : undefined,
    );
    let surplusReads = 0;
    const choose = ({ name, number, includes }: ClientMessage): Cut | undefined => {
      if (includes('elementId(r)]') && surplusReads++ === 0) return 'after';
      return isCutting && stream.below(1_000, number) < chancesOfWay[name]
        ? moments[stream.below(3, number, 1)]
        : undefined;
    };
    await behindProxy(choose, async (uri, { cuts }) => {
      const result = await useDatabase({ ...(await target.connection()), uri }, (database) =>
        load(way, {
          database,
          batchSize: way === 'apoc' ? 6 : 12,
          onProgress({ table }) {
            isCutting = table !== undefined; // most steps around the tables have the retries of the driver
          },
        }),
      );
      await expectExact(result);
      expect(sum(Object.values(result.retries))).toBeGreaterThan(8);
      const names = way === 'apoc' ? ['run', 'pull', 'commit'] : ['commit'];
      const cutAt = (moment: Cut): number => sum(names.map((name) => cuts.get(`${name} ${moment}`) ?? 0));
      for (const moment of moments) expect(cutAt(moment)).toBeGreaterThan(0);
      if (way === 'merge') expect(surplusReads).toBeGreaterThan(1);
      if (way === 'apoc') expect(result.retries['apoc.periodic.iterate']).toBeGreaterThan(0);
    }).finally(rowCuts.stop);
    table.note('connections cut before, during and after COMMIT, or the RUN and PULL of a call of APOC', way, exact);
    const rowFault = 'connections cut by which the server fetches rows, before and during its answer';
    if (way !== 'csv') return table.note(rowFault, way, '–');
    for (const moment of ['before', 'during'] as const) expect(rowCuts.count.get(moment)).toBeGreaterThan(0);
    table.note(rowFault, way, exact);
  });

  it.each(isFirst ? (['apoc', 'procedure', 'merge'] as const) : (['unwind', 'csv'] as const))(
    'continues by %s when the server is killed and started again',
    async (way) => {
      await prepare(way);
      const run = async (): Promise<void> => {
        await kill();
        await target.start();
      };
      const result = await load(way, {}, { table: way === 'csv' ? 'RUNS_ON' : 'Server', run });
      expect(Object.keys(result.retries)).not.toEqual([]);
      await expectExact(result);
      table.note('the server killed and started again', way, exact);
    },
  );

  const withLittleMemory: readonly Way[] = isFirst ? ['csv', 'apoc', 'procedure'] : ['unwind'];
  it.each(withLittleMemory)('halves batches by %s that are too large for the server', async (way) => {
    const result = await load(way, { scale: 12_000, batchSize: 100_000 });
    expect(result.halvings).toBeGreaterThan(0);
    expect(result.nodes).toBe(12_000);
    await expectExact(result);
    const warning = /^A call could not create rows 0 to \d+.* of \w+, which are sent again: .*memory/i;
    if (way === 'apoc') expect(result.warnings[0]).toMatch(warning);
    else expect(result.retries).toEqual({});
    table.note('10 MiB of memory for transactions, and batches that need more', way, `smaller batches, ${exact}`);
  });

  // What follows does not depend on Neo4j's version.
  if (!isFirst) return;

  it.each(['unwind', 'apoc', 'merge'] as const)('gets past a lock and a deadlock by %s', async (way) => {
    await prepare(way);
    const [order, during] = way === 'merge' ? ['n.id', 'Region'] : ['id(n)', 'BackgroundService'];
    const ended: string[] = [];
    const lockAllButFirst = `MATCH (n:ConfigurationItem) WHERE n:Server OR n:Microservice WITH n ORDER BY ${order}
WITH labels(n) AS names, collect(n) AS nodes UNWIND nodes[1..] AS n SET n.locked = true`;
    const result = await open(async ({ driver }) => {
      const transaction = driver.session().beginTransaction();
      // Neo4j ends one of the transactions. The other session does not repeat its own.
      const hold = async (): Promise<void> => {
        await transaction.run(lockAllButFirst);
        await waitUntilBlocked();
        const rest = transaction.run('MATCH (n:ConfigurationItem) SET n.locked = true');
        await rest.catch(({ code }: Neo4jError) => ended.push(code));
      };
      const run = async (): Promise<void> => {
        try {
          await hold();
        } finally {
          await transaction.close();
        }
      };
      return load(way, { lanes: 1, batchSize: 1_000 }, { table: during, run });
    });
    await expectExact(result);
    const codes = [...ended, ...Object.keys(result.retries)];
    expect(codes).toHaveLength(1);
    expect(codes[0]).toMatch(/DeadlockDetected$|^apoc/);
    table.note('a lock that another session holds on nodes of the graph', way, `waits, ${exact}`);
    table.note('a deadlock with another session', way, exact);
  });

  it.each(cmdbWays)('names the node by %s that another client removed', async (way) => {
    await prepare(way);
    const run = (): Promise<unknown> => open((database) => database.query('MATCH (n:BusinessService) DETACH DELETE n'));
    const error: unknown = await load(way, {}, { table: 'LOCATED_IN', run }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: 'counts-differ',
      message: expect.stringMatching(/^Could not create rows \d+ to \d+ of \w+: node `\S+` no longer exists$/),
    });
    if (way !== 'merge') {
      const { nodes } = await open((database) => clearGraph({ ...smallGraph, database }));
      expect(nodes).toBeGreaterThan(90);
      expect(await loads.countAll()).toEqual([0, 0]);
    }
    table.note('nodes of the graph removed by another client', way, '`counts-differ`, which names a node');
  });

  const killed = 'the loading process killed by SIGKILL';

  /** Starts a process that loads, and kills it at some point. */
  async function killProcess(way: Way, args: readonly string[], isThere: () => Promise<boolean>): Promise<void> {
    const all = ['load', '--scale', '400', '--batch-size', '10', '--quiet', '--method', methodOf(way), ...args];
    const child = execa(process.execPath, [bin, ...all], { env, reject: false });
    await waitUntil(isThere, { every: 10, within: 60_000 });
    child.kill('SIGKILL');
    expect(await child).toMatchObject({ signal: 'SIGKILL' });
  }

  it('has every row once although processes that load by different methods are killed', async () => {
    const killAfterRows = async (way: Way, args: readonly string[]): Promise<void> => {
      const before = await countEntries();
      await killProcess(way, args, async () => (await countEntries()) > before + 5);
    };
    const creating = ['unwind', 'csv', 'apoc', 'procedure'] as const;
    for (const way of creating) await killAfterRows(way, []);
    const result = await load('unwind', { scale: 400 });
    expect(result).toMatchObject({ resumed: true, retries: {} });
    await expectExact(result);
    await open(async (database) => database.query('MATCH (n:Server) DETACH DELETE n'));
    await open(async (database) => database.query('MATCH (n:ConfigurationItem) SET n.name = "changed"'));
    await killAfterRows('merge', ['--merge', '--force']);
    const merged = await load('merge', { scale: 400 });
    expect(merged).toMatchObject({ resumed: true, retries: {} });
    await expectExact(merged);
    for (const [place, way] of creating.entries()) {
      table.note(killed, way, `continued by ${creating[place + 1] ?? 'unwind'}: ${exact}`);
    }
    table.note(killed, 'merge', `continued by merge: ${exact}`);
  });

  it('has every row once although a process is killed while the server computes rows', async () => {
    await killProcess('pattern', ['--model', 'classic'], async () => (await loads.countAll())[1] > 20);
    const found = (await loads.countAll())[1];
    const result = await load('pattern', { scale: 400, batchSize: 200 });
    expect(result).toMatchObject({ resumed: true, retries: {} });
    expect(found).toBeLessThan(result.relationships);
    await expectExact(result);
    table.note(killed, 'pattern', `continued by pattern: ${exact}`);
  });

  it('refuses a second load, and a removal, while another process loads', async () => {
    const codes: unknown[] = [];
    const run = (): Promise<unknown> =>
      open(async (database) => {
        for (const work of [loadGraph, clearGraph]) {
          codes.push(await work({ ...smallGraph, database }).catch(({ code }: BulkgenError) => code));
        }
      });
    await expectExact(await load('unwind', { batchSize: 5 }, { table: 'Server', run }));
    expect(codes).toEqual(['load-running', 'load-running']);
    table.note('a second load at the same time', 'unwind', `${exact}; the second: \`load-running\``);
  });

  it.each([
    ['a wrong password', { password: 'wrong' }, 'wrong-password'],
    ['a database that does not exist', { database: 'nope' }, 'database-unknown'],
  ] as const)('is refused with %s', async (fault, wrong, code) => {
    const connection = { ...(await target.connection()), ...wrong };
    const refused = useDatabase(connection, (database) => loadGraph({ ...smallGraph, database }));
    await expect(refused).rejects.toMatchObject({ code });
    table.note(fault, 'unwind', `\`${code}\``);
  });

  it.runIf(isRoot)('stops when the disk is full, and continues when there is room', async () => {
    const filler = join(target.home.data, 'filler');
    const fill = (): Promise<unknown> =>
      execa('dd', ['if=/dev/zero', `of=${filler}`, 'bs=16k'], { reject: false, stderr: 'ignore' });
    // After a call of APOC, each of its batches is sent as by the other methods.
    const failing = load('apoc', { retryFor: 3 }, { table: 'Server', run: fill });
    await expectResumed(['the disk of the server full', 'apoc'], failing, async () => {
      await rm(filler);
      await kill(); // after such an error, Neo4j stops a database until the server starts again
      await target.start();
    });
  });

  it('stops when the server comes back read-only, and continues when it may write', async () => {
    const settings = await readFile(target.home.settings, 'utf8');
    const run = async (): Promise<void> => {
      await target.stop(); // a killed server could not recover its store
      await appendFile(target.home.settings, 'server.databases.default_to_read_only=true\n');
      await target.start();
    };
    const failing = load('unwind', {}, { table: 'Server', run });
    await expectResumed(['a server that comes back read-only', 'unwind'], failing, async () => {
      await expect(load('unwind')).rejects.toMatchObject({ code: 'target-unusable' });
      await target.stop();
      await writeFile(target.home.settings, settings);
      await target.start();
    });
  });
});

it.runIf(isRoot)('ends as the table of faults says', async () => {
  await expect(table.format()).toMatchFileSnapshot('../golden/load-faults.md');
});
