import { BulkgenError } from '../../errors.ts';

/** The exact Neo4j releases that the embedded target can provision: each has its checksums in `provision/`. */
export const neo4jVersions = ['5.26.30', '2026.08.1'] as const;

export const defaultNeo4jVersion: string = neo4jVersions[0];

export interface JavaRange {
  readonly lowest: number;
  /** Absent where every newer Java is fine. */
  readonly highest?: number;
}

/** Turns `5.26`, `2026` or an exact version into the release that is provisioned; throws `invalid-option` for others. */
export function resolveNeo4jVersion(wanted: string = defaultNeo4jVersion): string {
  const found = neo4jVersions.find((version) => version === wanted || version.startsWith(`${wanted}.`));
  if (found) return found;
  throw new BulkgenError(
    'invalid-option',
    `Expected the Neo4j version to be ${neo4jVersions.join(' or ')}, got \`${wanted}\``,
  );
}

/** The Java releases a Neo4j version runs on. */
export function javaRangeOf(neo4jVersion: string): JavaRange {
  return isCalendarVersion(neo4jVersion) ? { lowest: 21 } : { lowest: 17, highest: 21 };
}

/** The server's main class, as in META-INF/services/org.neo4j.server.startup.EntryPoint of `neo4j-<version>.jar`. */
export function serverClassOf(neo4jVersion: string): string {
  return isCalendarVersion(neo4jVersion) ? 'org.neo4j.server.Neo4jCommunity' : 'org.neo4j.server.CommunityEntryPoint';
}

/** Whether the version is named after its month, `2026.08.1`, as all are that follow 5.26. */
export function isCalendarVersion(neo4jVersion: string): boolean {
  return Number.parseInt(neo4jVersion, 10) >= 2025;
}

/** Whether a version is of an older release line than another: 5.26 than 2026.08, but not 5.26.1 than 5.26.30. */
export function isOlderLine(version: string, other: string): boolean {
  const [line, otherLine] = [version, other].map((text) => text.split('.').slice(0, 2).map(Number));
  const place = line![0] === otherLine![0] ? 1 : 0;
  return line![place]! < otherLine![place]!;
}

/** Throws `target-unusable` for a version that cannot import; `place` is where it is, for people. */
export function refuseOld(neo4jVersion: string, place: string): void {
  if (Number.parseInt(neo4jVersion, 10) >= 5) return;
  throw new BulkgenError('target-unusable', `Expected Neo4j 5 or newer in ${place}, got ${neo4jVersion}`, {
    hint: 'bulkgen imports with `neo4j-admin database import full`, which older ones do not have.',
  });
}
