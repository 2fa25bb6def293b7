import { readdir, readFile, readlink } from 'node:fs/promises';

export interface PortHolder {
  readonly pid: number;
  /** The name of its program: `java`. */
  readonly program: string;
}

/** The process that listens on a TCP port. Linux only, and without root only a process of this user. */
export async function findPortHolder(port: number): Promise<PortHolder | undefined> {
  const sockets = await findListeners(port);
  if (sockets.size === 0) return undefined;
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name) || !(await readLinks(name))?.some((link) => sockets.has(link))) continue;
    return { pid: Number(name), program: (await readOrEmpty(`/proc/${name}/comm`)).trim() || 'unknown' };
  }
  return undefined;
}

/** Whether another process than this one listens on a port. False when the system does not say. */
export async function isHeldByAnother(port: number, pid: number): Promise<boolean> {
  const [sockets, files] = [await findListeners(port), await readLinks(pid)];
  return sockets.size > 0 && files !== undefined && !files.some((link) => sockets.has(link));
}

async function findListeners(port: number): Promise<ReadonlySet<string>> {
  const tables = await Promise.all(['tcp', 'tcp6'].map((name) => readOrEmpty(`/proc/net/${name}`)));
  return new Set(tables.flatMap((table) => parseListeners(table, port)).map((inode) => `socket:[${inode}]`));
}

/** The inodes of the sockets that listen on a port, from the text of /proc/net/tcp (proc(5)). State 0A is LISTEN. */
export function parseListeners(table: string, port: number): readonly string[] {
  const local = port.toString(16).toUpperCase().padStart(4, '0');
  const pattern = new RegExp(`^ *\\d+: [0-9A-F]+:${local} [0-9A-F]+:[0-9A-F]+ 0A(?: +\\S+){5} +(\\d+)`, 'gm');
  return Array.from(table.matchAll(pattern), ([, inode]) => inode!);
}

/** The open files of a process. Empty while it ends. Undefined when this user must not see them. */
async function readLinks(pid: number | string): Promise<readonly string[] | undefined> {
  const folder = `/proc/${pid}/fd`;
  const names = await readdir(folder).catch(() => undefined);
  return names && Promise.all(names.map((fd) => readlink(`${folder}/${fd}`).catch(() => '')));
}

async function readOrEmpty(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
