import type { Edition } from '../target.ts';

/** The edition of an installation with these jars. Only Enterprise has a jar with `enterprise` in its name. */
export function readEdition(jars: readonly string[]): Edition {
  return jars.some((jar) => /^neo4j-.*enterprise.*\.jar$/.test(jar)) ? 'enterprise' : 'community';
}

/** The version of an installation with these jars. Undefined when they are not those of Neo4j. */
export function readVersion(jars: readonly string[]): string | undefined {
  for (const pattern of [/^neo4j-kernel-(\d.*)\.jar$/, /^neo4j-(\d.*)\.jar$/]) {
    for (const jar of jars) {
      const version = pattern.exec(jar)?.[1];
      if (version) return version;
    }
  }
  return undefined;
}
