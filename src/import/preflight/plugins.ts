import type { Target } from '../../targets/target.ts';

/**
 * What may keep the server from starting again, though nobody can be sure: an APOC of another release line (its versions
 * begin as those of Neo4j that it is made for, says its manual), or two of them. 5.26 is the newest there is for the calendar
 * versions on Maven Central, and was tried on 2026.08.
 */
export async function findPluginWarnings({
  files,
  pluginFolder,
  version,
}: Pick<Target, 'files' | 'pluginFolder' | 'version'>): Promise<readonly string[]> {
  const names = (await files.list(pluginFolder)).filter((name) => /^apoc.*\.jar$/.test(name));
  const wrong = names.filter((name) => !fits(name, version));
  return [
    ...wrong.map(
      (name) => `Plugin ${name} is for another Neo4j than ${version}: if the server does not start, replace it`,
    ),
    ...(names.filter((name) => /core/.test(name)).length > 1
      ? [`There are several APOC plugins (${names.join(', ')}): if the server does not start, keep one`]
      : []),
  ];
}

function fits(name: string, version: string): boolean {
  const made = /-(\d+\.\d+)\./.exec(name)?.[1];
  const line = /^\d+\.\d+/.exec(version)?.[0];
  return made === undefined || made === line || (made === '5.26' && !version.startsWith('5.'));
}
