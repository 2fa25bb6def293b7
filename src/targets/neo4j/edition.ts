import type { Edition } from '../target.ts';

/** Which edition the names of an installation's jars tell: only Enterprise has jars of that name. */
export function readEdition(jars: readonly string[]): Edition {
  return jars.some((jar) => /^neo4j-.*enterprise.*\.jar$/.test(jar)) ? 'enterprise' : 'community';
}

/** The version that the names of an installation's jars tell. */
export function readVersion(jars: readonly string[]): string | undefined {
  for (const pattern of [/^neo4j-kernel-(\d.*)\.jar$/, /^neo4j-(\d.*)\.jar$/]) {
    for (const jar of jars) {
      const version = pattern.exec(jar)?.[1];
      if (version) return version;
    }
  }
  return undefined;
}
