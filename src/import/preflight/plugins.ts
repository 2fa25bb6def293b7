import type { Target } from '../../targets/target.ts';

/**
 * What sometimes keeps the server from starting again: an APOC plugin for another Neo4j release line, or more than one. APOC's
 * version begins with that of the Neo4j it is made for (APOC manual). For the calendar versions, APOC 5.26 is the newest on
 * Maven Central and works: tried on 2026.08.
 */
export async function findPluginWarnings({
  files,
  pluginFolder,
  version,
}: Pick<Target, 'files' | 'pluginFolder' | 'version'>): Promise<readonly string[]> {
  const names = (await files.list(pluginFolder)).filter((name) => /^apoc.*\.jar$/.test(name));
  const misfits = names.filter((name) => !fits(name, version));
  return [
    ...misfits.map(
      (name) => `Plugin ${name} is not made for Neo4j ${version}: replace it if the server does not start`,
    ),
    ...(names.filter((name) => /core/.test(name)).length > 1
      ? [`There are several APOC plugins (${names.join(', ')}): keep only one if the server does not start`]
      : []),
  ];
}

function fits(name: string, version: string): boolean {
  const pluginLine = /-(\d+\.\d+)\./.exec(name)?.[1];
  const serverLine = /^\d+\.\d+/.exec(version)?.[0];
  return pluginLine === undefined || pluginLine === serverLine || (pluginLine === '5.26' && !version.startsWith('5.'));
}
