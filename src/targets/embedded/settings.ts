import { totalmem } from 'node:os';
import type { Ports } from '../neo4j/settings.ts';
import { isCalendarVersion } from '../neo4j/version.ts';

export interface SettingsOptions extends Ports {
  readonly version: string;
  readonly memory: number;
}

const mebibyte = 1024 * 1024;

/** Returns the text of a new home's neo4j.conf. */
export function writeSettings({ version, bolt, http, memory }: SettingsOptions): string {
  return `# Written once by bulkgen. You may change it while the server is stopped.
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:${bolt}
server.bolt.advertised_address=127.0.0.1:${bolt}
server.http.listen_address=127.0.0.1:${http}
server.http.advertised_address=127.0.0.1:${http}
server.https.enabled=false
server.directories.import=import
server.memory.heap.max_size=${share(memory, { part: 6, lowest: 512, highest: 4096 })}m
server.memory.pagecache.size=${share(memory, { part: 6, lowest: 256, highest: 8192 })}m
dbms.security.procedures.unrestricted=apoc.*
dbms.usage_report.enabled=false
client.allow_telemetry=false
# By default, Netty waits ten seconds for more work at a stop, after the databases have been closed.
${settingsOfLine(version)}
`;
}

/** Bytes of memory that this process may use: the machine's or, if lower, the limit of its container. */
export function usableMemory(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}

interface Share {
  readonly part: number;
  readonly lowest: number;
  readonly highest: number;
}

function share(memory: number, { part, lowest, highest }: Share): number {
  return Math.min(highest, Math.max(lowest, Math.floor(memory / part / mebibyte)));
}

/** The settings whose names differ between 5.26 and the calendar versions. Only the latter announce themselves to the network. */
function settingsOfLine(version: string): string {
  const quietPeriod = 'internal.dbms.bolt.netty_server_shutdown_quiet_period';
  if (!isCalendarVersion(version)) return `${quietPeriod}=0`;
  return `${quietPeriod}_duration=0s\nserver.fleet_discovery.enabled=false`;
}
