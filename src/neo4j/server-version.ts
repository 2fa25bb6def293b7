import type { Database } from './driver.ts';

/** What a server says of itself. */
export interface ServerVersion {
  /** `5.26.30`, `2026.08.1`, `5.27-aura`. */
  readonly version: string;
  /** `community` or `enterprise`. */
  readonly edition: string;
}

export async function readServerVersion(database: Database): Promise<ServerVersion> {
  const { records } = await database.query<ServerVersion & Record<string, unknown>>(
    `CALL dbms.components() YIELD name, versions, edition WHERE name = 'Neo4j Kernel'
RETURN versions[0] AS version, edition`,
  );
  return records[0]!.toObject();
}
