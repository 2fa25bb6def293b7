import { BulkgenError } from '../../errors.ts';
import type { Edition } from '../target.ts';

/** The Neo4j releases that the embedded target can download. Each has its checksums in `embedded/provision/`. */
export const neo4jVersions = ['5.26.30', '2026.08.1'] as const;

export const defaultNeo4jVersion: string = neo4jVersions[0];

export interface JavaRange {
  readonly lowest: number;
  /** Absent when every newer Java works. */
  readonly highest?: number;
}

/** Turns `5.26`, `2026` or an exact version into a release of `neo4jVersions`. Throws `invalid-option` for other text. */
export function resolveNeo4jVersion(wanted: string = defaultNeo4jVersion): string {
  const found = neo4jVersions.find((version) => version === wanted || version.startsWith(`${wanted}.`));
  if (found) return found;
  throw new BulkgenError(
    'invalid-option',
    `Expected --neo4j-version to be ${neo4jVersions.join(' or ')}, got \`${wanted}\``,
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

/** Whether the version has the form `2026.08.1`, as all versions after 5.26. */
export function isCalendarVersion(neo4jVersion: string): boolean {
  return Number.parseInt(neo4jVersion, 10) >= 2025;
}

/** The release line of a version: `5.26`, `2026`. */
export function nameLine(version: string): string {
  return version
    .split('.')
    .slice(0, isCalendarVersion(version) ? 1 : 2)
    .join('.');
}

/** Whether a version belongs to an older release line than another. 5.26 is older than 2026.08. 5.26.1 is not older than 5.26.30. */
export function isOlderLine(version: string, other: string): boolean {
  const [line, otherLine] = [version, other].map((text) => text.split('.').slice(0, 2).map(Number));
  const position = line![0] === otherLine![0] ? 1 : 0;
  return line![position]! < otherLine![position]!;
}

/** Throws `target-unusable` for a version that cannot import. `place` says where it is, for people. */
export function refuseOld(neo4jVersion: string, place: string): void {
  if (Number.parseInt(neo4jVersion, 10) >= 5) return;
  throw new BulkgenError('target-unusable', `Expected Neo4j 5 or newer in ${place}, got ${neo4jVersion}`, {
    hint: 'Use a newer Neo4j: older versions do not have `neo4j-admin database import full`.',
  });
}

/** The edition of an installation with these jars. Only Enterprise has a jar with `enterprise` in its name. */
export function readEdition(jars: readonly string[]): Edition {
  return jars.some((jar) => /^neo4j-.*enterprise.*\.jar$/.test(jar)) ? 'enterprise' : 'community';
}

/** The version of an installation with these jars. Undefined when they are not those of Neo4j. */
export function readJarVersion(jars: readonly string[]): string | undefined {
  for (const pattern of [/^neo4j-kernel-(\d.*)\.jar$/, /^neo4j-(\d.*)\.jar$/]) {
    for (const jar of jars) {
      const version = pattern.exec(jar)?.[1];
      if (version) return version;
    }
  }
  return undefined;
}
