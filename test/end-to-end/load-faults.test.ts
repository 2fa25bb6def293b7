import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { BulkgenError } from '../../src/errors.ts';
import { clearGraph } from '../../src/load/clear-graph.ts';
import { type LoadOptions, type LoadResult, loadGraph } from '../../src/load/load-graph.ts';
import { cmdb } from '../../src/models/cmdb/model.ts';
import { type Database, useDatabase } from '../../src/neo4j/driver.ts';
import { dropSchema } from '../../src/neo4j/schema.ts';
import { Stream } from '../../src/random/stream.ts';
import { waitUntilGone } from '../../src/system/process-identity.ts';
import { openEmbedded } from '../../src/targets/embedded/open.ts';
import { findServer } from '../../src/targets/embedded/server.ts';
import type { EmbeddedTarget } from '../../src/targets/embedded/target.ts';
import { neo4jVersions } from '../../src/targets/neo4j/version.ts';
import { makeTestHome } from '../setup/test-home.ts';
import { type Cut, startBoltProxy } from './support/bolt-proxy.ts';
import { putInMemory } from './support/memory-disk.ts';

const graph = { scale: 400 } as const;

/** Who may mount a small disk. */
const isRoot = process.getuid?.() === 0;

/** The lines of the table: a fault, what the load did, and what the same command did afterwards. */
const outcomes: string[] = [];

describe.each(neo4jVersions)('a load into a running Neo4j %s', (version) => {
  let target: EmbeddedTarget;

  const open = async <Result>(work: (database: Database) => Promise<Result>): Promise<Result> =>
    useDatabase(await target.connection(), work);

  /** Loads in small batches, and compares every row. Calls `disturb` once, when the first rows of a table are in. */
  async function load(
    disturb?: { readonly table: string; run(): Promise<unknown> },
    options: Partial<LoadOptions> = {},
  ): Promise<LoadResult> {
    let disturbing: Promise<unknown> | undefined;
    try {
      return await open((database) =>
        loadGraph({
          ...{ ...graph, database, batchSize: 20, depth: 'full', retryFor: 120 },
          onProgress({ table, completed }) {
            if (table === disturb?.table && completed > 0) disturbing ??= disturb!.run();
          },
          ...options,
        }),
      );
    } finally {
      await disturbing;
    }
  }

  /** Expects that the load fails, and that the same load then has every row once. */
  async function expectResumed(
    fault: string,
    failing: Promise<unknown>,
    repair?: () => Promise<unknown>,
  ): Promise<void> {
    const error: unknown = await failing.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ code: expect.any(String), message: expect.any(String) });
    await repair?.();
    const result = await load();
    expect(result).toMatchObject({ resumed: true });
    await expectAll(result);
    outcomes.push(`| ${fault} | \`${(error as BulkgenError).code}\` | continues, every row once |`);
  }

  /** Expects nothing else in the database. */
  async function expectAll({ nodes, relationships, events }: LoadResult): Promise<void> {
    expect(await countAll()).toEqual([nodes + events, relationships + events]);
  }

  async function countAll(): Promise<readonly [nodes: number, relationships: number]> {
    return open(async (database) => {
      const count = async (pattern: string): Promise<number> => {
        const { records } = await database.query<{ n: bigint }>(`MATCH ${pattern} RETURN count(*) AS n`);
        return Number(records[0]!.get('n'));
      };
      return [await count('()'), await count('()-->()')];
    });
  }

  async function kill(): Promise<void> {
    const server = (await findServer(target.home))!;
    process.kill(server.pid, 'SIGKILL');
    await waitUntilGone(server, 60_000);
  }

  beforeAll(async () => {
    target = await openEmbedded({ version, env: await makeTestHome() });
    // Otherwise, 256 MiB of the log of transactions are reserved, and a full disk is not noticed.
    await appendFile(target.home.settings, 'db.tx_log.preallocate=false\n');
    if (isRoot) await putInMemory(target.home.data, '256m');
    await target.start();
  });

  afterEach(async () => {
    await open(async (database) => {
      await clearGraph({ ...graph, database });
      await dropSchema(database, cmdb.schema);
    });
    expect(await countAll()).toEqual([0, 0]);
  });

  it('has every row once although its connections are cut before, during and after each COMMIT', async () => {
    const stream = new Stream(`cuts of ${version}`);
    const chances = { commit: 550, begin: 20, run: 20, pull: 20, other: 0 }; // of a thousand
    const moments: readonly Cut[] = ['before', 'during', 'after'];
    const connection = await target.connection();
    let isCutting = false;
    const proxy = await startBoltProxy(Number(new URL(connection.uri).port), ({ name, number }) =>
      isCutting && stream.below(1_000, number) < chances[name] ? moments[stream.below(3, number, 1)] : undefined,
    );
    try {
      const uri = `bolt://127.0.0.1:${proxy.port}`;
      await useDatabase({ ...connection, uri }, async (database) => {
        const result = await load(undefined, {
          database,
          onProgress({ table }) {
            isCutting = table !== undefined; // the steps around the tables have the retries of the driver
          },
        });
        expect(Object.values(result.retries).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(50);
        await expectAll(result);
      });
      for (const moment of moments) expect(proxy.cuts.get(`commit ${moment}`)).toBeGreaterThan(10);
      outcomes.push(
        '| more than 50 cuts of a connection before, during and after COMMIT | continues, every row once | – |',
      );
    } finally {
      await proxy.close();
    }
  });

  it('continues when the server is killed and started again', async () => {
    const run = async (): Promise<void> => {
      await kill();
      await target.start();
    };
    const result = await load({ table: 'Server', run });
    expect(Object.keys(result.retries)).not.toEqual([]);
    await expectAll(result);
    outcomes.push('| the server is killed and started again | continues, every row once | – |');
  });

  // What follows does not depend on Neo4j's version.
  if (version !== neo4jVersions[0]) return;

  it('waits for another session that holds a lock', async () => {
    const result = await open(async (other) => {
      const session = other.driver.session();
      const transaction = session.beginTransaction();
      const hold = async (): Promise<void> => {
        await transaction.run('MATCH (n:ConfigurationItem) SET n.locked = true');
        setTimeout(() => void transaction.rollback(), 1_500);
      };
      const loaded = await load({ table: 'BusinessService', run: hold });
      await session.close();
      return loaded;
    });
    await expectAll(result);
    outcomes.push('| another session locks nodes of the graph | waits, every row once | – |');
  });

  it('names the node that another client removed', async () => {
    const run = (): Promise<unknown> => open((database) => database.query('MATCH (n:BusinessService) DETACH DELETE n'));
    const error: unknown = await load({ table: 'CONNECTS_TO', run }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: 'counts-differ',
      message: expect.stringMatching(/: node `\S+` no longer exists$/),
    });
    outcomes.push('| another client removes nodes of the graph | `counts-differ` | – |');
  });

  it.runIf(isRoot)('stops when the disk is full, and continues when there is room', async () => {
    const filler = join(target.home.data, 'filler');
    const fill = (): Promise<unknown> =>
      execa('dd', ['if=/dev/zero', `of=${filler}`, 'bs=16k'], { reject: false, stderr: 'ignore' });
    await expectResumed(
      'the disk of the server is full',
      load({ table: 'Server', run: fill }, { retryFor: 3 }),
      async () => {
        await rm(filler);
        await kill(); // after such an error, Neo4j stops a database until the server starts again
        await target.start();
      },
    );
  });

  it('stops when the server comes back read-only, and continues when it may write', async () => {
    const settings = await readFile(target.home.settings, 'utf8');
    const run = async (): Promise<void> => {
      await target.stop(); // a killed server could not recover its store
      await appendFile(target.home.settings, 'server.databases.default_to_read_only=true\n');
      await target.start();
    };
    await expectResumed('the server comes back read-only', load({ table: 'Server', run }), async () => {
      await expect(load()).rejects.toMatchObject({ code: 'target-unusable' });
      await target.stop();
      await writeFile(target.home.settings, settings);
      await target.start();
    });
  });
});

it.runIf(isRoot)('ends as the table of faults says', async () => {
  await expect(`${head}${[...new Set(outcomes)].join('\n')}\n`).toMatchFileSnapshot('../golden/load-faults.md');
});

const head = `# What happens when a load fails

Each fault is provoked in a real load by \`test/end-to-end/load-faults.test.ts\`. Where the load continued, every row was compared
afterwards, and the database held nothing else.

| fault | the load | the same load again |
|---|---|---|
`;
