// How the launchers of a real installation (`bin/neo4j`, `bin/neo4j-admin`) call Java, without their second JVM.
import { join } from 'node:path';
import { serverClassOf } from '../neo4j/version.ts';
import type { Java } from './find-java.ts';

/** Everything a Neo4j process of one version needs to run on this machine. */
export interface Installation {
  readonly version: string;
  readonly java: Java;
  readonly classPath: string;
  readonly pluginFolder: string;
  /** Class data sharing archives; absent where there are none. */
  readonly archives: { readonly import?: string; readonly server?: string };
}

export interface JavaOptions {
  /** `2g`, `512m`; the JVM's own choice when absent. */
  readonly heap?: string | undefined;
  /** Where to write a class data sharing archive at exit, instead of using one. */
  readonly archiveTo?: string;
}

const openedPackages = ['java.nio', 'java.io', 'sun.nio.ch', 'java.util.concurrent'];

/** Arguments of `java` for `neo4j-admin args…`. */
export function adminArguments(
  installation: Installation,
  args: readonly string[],
  { heap, archiveTo }: JavaOptions = {},
): readonly string[] {
  return [
    ...commonArguments(installation, archiveOption(installation.archives.import, archiveTo)),
    ...(heap ? [`-Xms${heap}`, `-Xmx${heap}`] : []),
    'org.neo4j.cli.AdminTool',
    ...args,
  ];
}

/** Arguments of `java` for the server, with those of the usual `server.jvm.additional` that matter here. */
export function serverArguments(
  installation: Installation,
  home: string,
  { heap, archiveTo }: JavaOptions = {},
): readonly string[] {
  return [
    ...commonArguments(installation, archiveOption(installation.archives.server, archiveTo)),
    ...(heap ? [`-Xmx${heap}`] : []),
    '-XX:+UseG1GC',
    '-XX:-OmitStackTraceInFastThrow',
    '-XX:+DisableExplicitGC',
    '-XX:+ExitOnOutOfMemoryError',
    '-Djdk.nio.maxCachedBufferSize=1024',
    '-Dio.netty.tryReflectionSetAccessible=true',
    '-Dlog4j2.disable.jmx=true',
    serverClassOf(installation.version),
    `--home-dir=${home}`,
    `--config-dir=${join(home, 'conf')}`,
    '-c',
    `server.directories.plugins=${installation.pluginFolder}`,
  ];
}

/** From Java 25 on there is a better archive than `.jsa`, the ahead-of-time cache of JEP 514; it does nothing for the importer. */
function archiveOption(archive: string | undefined, archiveTo: string | undefined): readonly string[] {
  const path = archiveTo ?? archive;
  if (path === undefined) return [];
  const isCache = path.endsWith('.aot');
  if (archiveTo !== undefined) return [`-XX:${isCache ? 'AOTCacheOutput' : 'ArchiveClassesAtExit'}=${path}`];
  return [`-XX:${isCache ? 'AOTCache' : 'SharedArchiveFile'}=${path}`];
}

function commonArguments({ java, classPath }: Installation, archive: readonly string[]): readonly string[] {
  return [
    '-cp',
    classPath,
    // Java says on stdout that an archive does not fit; it goes on without it, so nobody needs to hear.
    '-Xlog:disable',
    ...archive,
    ...openedPackages.map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`),
    '--enable-native-access=ALL-UNNAMED',
    ...(java.major >= 23 ? ['--sun-misc-unsafe-memory-access=allow'] : []),
    '-Dfile.encoding=UTF-8',
    '-Dstdout.encoding=UTF-8',
    '-Dstderr.encoding=UTF-8',
  ];
}

/**
 * The environment of a Neo4j process: the caller's without anything of Neo4j's (a password has no business there), and
 * a locale in which Java can name any file.
 */
export function javaEnvironment(env: NodeJS.ProcessEnv, home: string): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !name.startsWith('NEO4J_'));
  return {
    ...Object.fromEntries(kept),
    ...(process.platform === 'linux' && { LC_ALL: 'C.UTF-8' }),
    NEO4J_HOME: home,
    NEO4J_CONF: join(home, 'conf'),
  };
}
