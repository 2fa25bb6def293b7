import { readdir, readFile, readlink } from 'node:fs/promises';

export interface PortHolder {
  readonly pid: number;
  /** The name of its program: `java`. */
  readonly program: string;
}

/** Which process listens on a TCP port; only Linux tells, and of other users' processes only root. */
export async function findPortHolder(port: number): Promise<PortHolder | undefined> {
  const tables = await Promise.all(['tcp', 'tcp6'].map((name) => readOrEmpty(`/proc/net/${name}`)));
  const sockets = new Set(tables.flatMap((table) => parseListeners(table, port)).map((inode) => `socket:[${inode}]`));
  if (sockets.size === 0) return undefined;
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name) || !(await holdsAny(name, sockets))) continue;
    return { pid: Number(name), program: (await readOrEmpty(`/proc/${name}/comm`)).trim() || 'unknown' };
  }
  return undefined;
}

/** The inodes of the sockets that listen on a port, from the text of /proc/net/tcp (proc(5); state 0A is LISTEN). */
export function parseListeners(table: string, port: number): readonly string[] {
  const local = port.toString(16).toUpperCase().padStart(4, '0');
  const pattern = new RegExp(`^ *\\d+: [0-9A-F]+:${local} [0-9A-F]+:[0-9A-F]+ 0A(?: +\\S+){5} +(\\d+)`, 'gm');
  return Array.from(table.matchAll(pattern), ([, inode]) => inode!);
}

async function holdsAny(pid: string, sockets: ReadonlySet<string>): Promise<boolean> {
  const folder = `/proc/${pid}/fd`;
  const links = (await readdir(folder).catch(() => [])).map((fd) => readlink(`${folder}/${fd}`).catch(() => ''));
  return (await Promise.all(links)).some((link) => sockets.has(link));
}

async function readOrEmpty(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
