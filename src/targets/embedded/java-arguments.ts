// The Java command lines that the scripts `bin/neo4j` and `bin/neo4j-admin` build, without the second JVM that they start first.
import { join } from 'node:path';
import type { Java } from '../java/find-java.ts';
import { serverClassOf } from '../neo4j/version.ts';

/** Everything that the processes of one Neo4j version need to run on this machine. */
export interface EmbeddedInstallation {
  readonly version: string;
  readonly java: Java;
  readonly classPath: string;
  readonly pluginFolder: string;
  /** Where the class archives are, for every Java. */
  readonly archiveFolder: string;
  readonly archives: ClassArchives;
}

/** Paths of the class data sharing archives. An archive that could not be created is absent. */
export interface ClassArchives {
  readonly import?: string;
  readonly server?: string;
}

export interface JavaOptions {
  /** `2g`, `512m`. The JVM chooses when it is absent. */
  readonly heap?: string | undefined;
  /** Path of a class data sharing archive to write at exit, instead of using one. */
  readonly archiveTo?: string;
}

export interface ServerOptions extends JavaOptions {
  /** Where the server finds plugins. Default: those of the installation. */
  readonly pluginFolder?: string;
}

const openedPackages = ['java.nio', 'java.io', 'sun.nio.ch', 'java.util.concurrent'];

/** Arguments of `java` for `neo4j-admin args…`. */
export function adminArguments(
  installation: EmbeddedInstallation,
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

/** Arguments of `java` for the server. They include the lines of Neo4j's default `server.jvm.additional` that matter here. */
export function serverArguments(
  installation: EmbeddedInstallation,
  home: string,
  { heap, archiveTo, pluginFolder = installation.pluginFolder }: ServerOptions = {},
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
    `server.directories.plugins=${pluginFolder}`,
  ];
}

/** A `.jsa` file is a class data sharing archive; an `.aot` file is the ahead-of-time cache of JEP 514, which needs Java 25. */
function archiveOption(archive: string | undefined, archiveTo: string | undefined): readonly string[] {
  const path = archiveTo ?? archive;
  if (path === undefined) return [];
  const isCache = path.endsWith('.aot');
  if (archiveTo !== undefined) return [`-XX:${isCache ? 'AOTCacheOutput' : 'ArchiveClassesAtExit'}=${path}`];
  return [`-XX:${isCache ? 'AOTCache' : 'SharedArchiveFile'}=${path}`];
}

function commonArguments({ java, classPath }: EmbeddedInstallation, archive: readonly string[]): readonly string[] {
  return [
    '-cp',
    classPath,
    // Java reports an archive that does not fit on stdout and runs without it. That line must not reach the output.
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
