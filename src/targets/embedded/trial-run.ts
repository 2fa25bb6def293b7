// Trial runs in a temporary home. Their only purpose is that the JVM records the classes that it loads.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BulkgenError } from '../../errors.ts';
import { findFreePort } from '../../system/port.ts';
import { waitUntil } from '../../system/wait-until.ts';
import { runJava } from '../java/run-java.ts';
import { adminArguments, type EmbeddedInstallation, serverArguments } from './java-arguments.ts';
import { writeSettings } from './settings.ts';

export interface TrialOptions {
  readonly home: string;
  /** Path of the archive that the JVM writes at exit. */
  readonly archiveTo: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal | undefined;
}

const nodes = `:ID,id:string,count:long,share:double,active:boolean,on:date,at:datetime,tags:string[]
0,"srv-0",1,0.5,true,2026-01-01,2026-01-01T00:00:00Z,a;b
1,"srv-1",2,1.5,false,2026-01-02,2026-01-02T00:00:00Z,c
`;
const relationships = ':START_ID,:END_ID,weight:double\n0,1,0.5\n';
const statements = [
  'MATCH (n:CI {id: "srv-0"})-[r]->(m) RETURN n, r, m',
  'CREATE INDEX ci_on IF NOT EXISTS FOR (n:CI) ON (n.on)',
  'CREATE CONSTRAINT ci_id IF NOT EXISTS FOR (n:CI) REQUIRE n.id IS UNIQUE',
  'CREATE FULLTEXT INDEX ci_text IF NOT EXISTS FOR (n:CI) ON EACH [n.id]',
  'CALL db.awaitIndexes(60)',
  'CALL db.index.fulltext.queryNodes("ci_text", "srv*") YIELD node RETURN node',
  'UNWIND [{id: "srv-0"}, {id: "srv-1"}] AS row MATCH (n:CI {id: row.id}) CREATE (e:Event {at: datetime()})-[:ON]->(n)',
  'SHOW INDEXES YIELD name, populationPercent',
  'SHOW DATABASES',
];
const secondsToStart = 120;

/** Imports two nodes and a relationship. */
export async function runTrialImport(installation: EmbeddedInstallation, options: TrialOptions): Promise<void> {
  const { home } = options;
  for (const name of ['conf', 'import', 'run', 'logs']) await mkdir(join(home, name), { recursive: true });
  await writeFile(join(home, 'import', 'nodes.csv'), nodes);
  await writeFile(join(home, 'import', 'relationships.csv'), relationships);
  const args = [
    ...['database', 'import', 'full', 'neo4j', '--overwrite-destination', '--id-type=actual'],
    `--report-file=${join(home, 'run', 'report')}`,
    `--nodes=CI=${join(home, 'import', 'nodes.csv')}`,
    `--relationships=DEPENDS_ON=${join(home, 'import', 'relationships.csv')}`,
  ];
  await runToEnd(installation, adminArguments(installation, args, options), options);
}

/** Starts a server, sends it queries over HTTP (Bolt would need a driver), stops it, and removes the home. */
export async function runTrialServer(installation: EmbeddedInstallation, options: TrialOptions): Promise<void> {
  const { home, signal } = options;
  const bolt = await findFreePort();
  const http = await findFreePort([bolt]);
  const settings = writeSettings({ version: installation.version, bolt, http, memory: 0 });
  await mkdir(join(home, 'conf'), { recursive: true });
  await writeFile(join(home, 'conf', 'neo4j.conf'), `${settings}dbms.security.auth_enabled=false\n`);
  const serverEnd = new AbortController();
  let queries: Promise<void> | undefined;
  try {
    await runToEnd(installation, serverArguments(installation, home, options), {
      ...options,
      async onStart(pid) {
        const until = signal ? AbortSignal.any([signal, serverEnd.signal]) : serverEnd.signal;
        // The server takes a while to end. A rejection that is not handled until then would end this process.
        queries = queryAndStop(`http://127.0.0.1:${http}`, pid, until).catch(() => {});
      },
    });
  } finally {
    serverEnd.abort();
    await queries;
    await rm(home, { recursive: true, force: true });
  }
}

async function queryAndStop(uri: string, pid: number, signal: AbortSignal): Promise<void> {
  try {
    await waitForAnswer(uri, signal);
    for (const statement of statements) await query(uri, statement, signal);
  } finally {
    if (!signal.aborted) process.kill(pid, 'SIGTERM');
  }
}

async function waitForAnswer(uri: string, signal: AbortSignal): Promise<void> {
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(secondsToStart * 1000)]);
  await waitUntil(() => query(uri, 'RETURN 1', deadline).catch(() => false), { every: 200, signal: deadline });
}

async function query(uri: string, statement: string, signal: AbortSignal): Promise<boolean> {
  const answer = await fetch(`${uri}/db/neo4j/tx/commit`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ statements: [{ statement }] }),
    signal,
  });
  await answer.text();
  return answer.ok;
}

interface RunOptions extends TrialOptions {
  readonly onStart?: (pid: number) => Promise<void>;
}

async function runToEnd(
  installation: EmbeddedInstallation,
  args: readonly string[],
  options: RunOptions,
): Promise<void> {
  const { home, env, signal, onStart } = options;
  const { exitCode, lastLines } = await runJava({
    java: installation.java,
    args,
    home,
    folder: home,
    env,
    signal,
    ...(onStart && { onStart }),
  });
  const hasEndedBySigterm = exitCode === 143; // as the JVM does after a graceful shutdown
  if (exitCode === 0 || hasEndedBySigterm) return;
  throw new BulkgenError(
    'admin-failed',
    `Could not complete the trial run: ${lastLines.at(-1) ?? `exit code ${exitCode}`}`,
  );
}
