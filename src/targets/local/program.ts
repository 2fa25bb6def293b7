// Neo4j's scripts start its boot loader, a small JVM that reads the settings and starts the real one. Where a script is
// missing, the same boot loader is started from the jars, so that all goes the same way.
import { basename, dirname, join } from 'node:path';
import type { Account } from '../../system/run-child.ts';
import type { Java } from '../java/find-java.ts';
import { javaEnvironment } from '../java/java-arguments.ts';
import type { LocalInstallation } from './installation.ts';

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
}

const bootClasses = { server: 'Neo4jCommand', admin: 'Neo4jAdminCommand' } as const;

/** How to run `neo4j` (`server`) or `neo4j-admin` (`admin`) of an installation. */
export function findProgram(
  { home, libraryFolder, scripts }: LocalInstallation,
  kind: 'server' | 'admin',
  java: Java,
): Program {
  const script = scripts[kind];
  if (script) return { command: script, args: [] };
  const bootClass = `org.neo4j.server.startup.${bootClasses[kind]}`;
  return {
    command: java.executable,
    args: ['-XX:+UseSerialGC', '-Xms16m', '-cp', join(libraryFolder, '*'), `-Dbasedir=${home}`, bootClass],
  };
}

const shortestShutdown = 120;

export interface Surroundings {
  readonly java: Java;
  readonly env: NodeJS.ProcessEnv;
  readonly account: Account | undefined;
}

/** The environment of an installation's programs: its own folders, a Java that fits, and time to stop. */
export function programEnvironment(
  { home, configFolder }: LocalInstallation,
  { java, env, account }: Surroundings,
): NodeJS.ProcessEnv {
  const bin = dirname(java.executable);
  const seconds = Math.max(shortestShutdown, Number(env['NEO4J_SHUTDOWN_TIMEOUT']) || 0);
  const licence = env['NEO4J_ACCEPT_LICENSE_AGREEMENT'];
  return {
    ...javaEnvironment(env, home),
    NEO4J_CONF: configFolder,
    NEO4J_SHUTDOWN_TIMEOUT: `${seconds}`,
    // Enterprise does not start without.
    ...(licence && { NEO4J_ACCEPT_LICENSE_AGREEMENT: licence }),
    // A shim has no home of its own: then the script asks the PATH, as bulkgen did.
    ...(basename(bin) === 'bin' && { JAVA_HOME: dirname(bin) }),
    ...(account && { HOME: home }),
  };
}
