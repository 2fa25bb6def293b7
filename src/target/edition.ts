import type { Edition } from './target.ts';

/** Which edition the names of an installation's jars tell: only Enterprise has jars of that name. */
export function readEdition(jars: readonly string[]): Edition {
  return jars.some((jar) => /^neo4j-.*enterprise.*\.jar$/.test(jar)) ? 'enterprise' : 'community';
}
