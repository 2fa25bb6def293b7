// What a server says of itself, for advice before a load. Neo4j shows users only what they may see, so most facts may be missing.
import type { RecordShape } from 'neo4j-driver';
import { BulkgenError } from '../errors.ts';
import { countNodes, countRelationships } from './count.ts';
import { type Database, useSession } from './driver.ts';
import { readServerVersion, type ServerVersion } from './server-version.ts';
import { translateErrors } from './translate-errors.ts';

/** What a running server has for a load. Null stands for what the user may not see. */
export interface ServerFacts extends ServerVersion {
  /** Whether it is an instance of Neo4j Aura, whose settings a user cannot change. */
  readonly isAura: boolean;
  /** The settings that have a value, by name. Null when the user may see none of them. */
  readonly settings: Readonly<Record<string, string>> | null;
  /** Bytes that the heap may have, whether or not a setting says so. */
  readonly heap: number | null;
  /** Bytes of memory of the server's machine, or of its container. */
  readonly memory: number | null;
  readonly processors: number | null;
  /** The version of APOC. Null also when the server does not have it. */
  readonly apoc: string | null;
  /** Why the user cannot write to the database; null when the user can. */
  readonly writeRefusal: string | null;
  readonly nodes: number;
  readonly relationships: number;
}

/** Reads the facts of the server of a database. Throws what a query throws when it is not for lack of a right. */
export async function readServerFacts(database: Database): Promise<ServerFacts> {
  const server = await readServerVersion(database);
  return {
    ...server,
    isAura: isAura(database.connection.uri, server),
    settings: await readSettings(database),
    ...(await readMachine(database)),
    apoc: (await tryQuery<{ version: string }>(database, 'RETURN apoc.version() AS version'))?.[0]?.version ?? null,
    writeRefusal: await findWriteRefusal(database),
    nodes: await countNodes(database),
    relationships: await countRelationships(database),
  };
}

/** The limits of AuraDB Free. Source: the documentation of Neo4j Aura. No query distinguishes a Free instance from another. */
export const auraFree = { nodes: 200_000, relationships: 400_000 } as const;

/** Whether a server is an instance of Neo4j Aura: by its version (`5.27-aura`) or its address. */
export function isAura(uri: string, { version }: Pick<ServerVersion, 'version'>): boolean {
  return version.includes('aura') || /^[a-z\d+]+:\/\/[^/:]*\.databases\.neo4j\.io(?=[:/]|$)/.test(uri);
}

/** Bytes of a memory setting as `SHOW SETTINGS` writes it: `2.75GiB`, `512.00MiB`, `0B`. Undefined for other text. */
export function parseMemory(text: string | undefined): number | undefined {
  const [, count, unit = ''] = /^(\d+(?:\.\d+)?)([KMGT]i)?B$/.exec(text ?? '') ?? [];
  return count === undefined
    ? undefined
    : Math.round(Number(count) * 1024 ** ['', 'Ki', 'Mi', 'Gi', 'Ti'].indexOf(unit));
}

/**
 * Why the user cannot create a node in the database; null when the user can. Creates one and rolls back. The next node gets the
 * same internal id (observed on 5.26.30).
 */
export async function findWriteRefusal(database: Database): Promise<string | null> {
  const { connection, driver } = database;
  const session = driver.session({ database: connection.database });
  try {
    await useSession(session, () =>
      translateErrors(connection, async () => {
        const transaction = session.beginTransaction();
        await transaction.run('CREATE ()');
        await transaction.rollback();
      }),
    );
    return null;
  } catch (error) {
    if (isRefused(error)) return (error as BulkgenError & { cause: Error }).cause.message;
    throw error;
  }
}

async function readSettings(database: Database): Promise<ServerFacts['settings']> {
  const rows = await tryQuery<{ name: string; value: string }>(
    database,
    'SHOW SETTINGS YIELD name, value WHERE value IS NOT NULL RETURN name, value',
  );
  // Neo4j Enterprise hides settings from users who may not see them, rather than refusing the command.
  if (!rows || rows.length === 0) return null;
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

type Machine = Pick<ServerFacts, 'heap' | 'memory' | 'processors'>;

/** Reads what Java reports. The settings say nothing of a heap whose size Java chose. */
async function readMachine(database: Database): Promise<Machine> {
  const rows = await tryQuery<Record<keyof Machine, bigint | null>>(
    database,
    `CALL dbms.queryJmx('java.lang:type=Memory') YIELD attributes AS heap
CALL dbms.queryJmx('java.lang:type=OperatingSystem') YIELD attributes AS system
RETURN heap.HeapMemoryUsage.value.properties.max AS heap, system.TotalMemorySize.value AS memory,
  system.AvailableProcessors.value AS processors`,
  );
  const read = (value: bigint | null | undefined): number | null => (value == null ? null : Number(value));
  const [row] = rows ?? [];
  return { heap: read(row?.heap), memory: read(row?.memory), processors: read(row?.processors) };
}

/** The rows of a statement; undefined when the server does not have what it names, or the user may not use it. */
async function tryQuery<Row extends RecordShape>(
  database: Database,
  cypher: string,
): Promise<readonly Row[] | undefined> {
  try {
    const { records } = await database.query<Row>(cypher);
    return records.map((record) => record.toObject());
  } catch (error) {
    if (isRefused(error)) return undefined;
    throw error;
  }
}

function isRefused(error: unknown): boolean {
  if (!(error instanceof BulkgenError) || error.code !== 'query-failed') return false;
  const { code = '' } = error.cause as Error & { readonly code?: string };
  return code.startsWith('Neo.ClientError.');
}
