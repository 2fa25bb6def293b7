// During an import, neo4j-admin flushes its page cache again and again without a pause (PageCacheFlusher, with the threads of
// the pool FileIOHelper). On a machine with few cores that slows the parsers down: on two cores it took up to 10 of 28 seconds
// of processor time at 500,000 CIs. With the lowest priority for these threads, the import took 0.84 of the time.
import { readdir, readFile } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { listGroup } from '../../system/process-group.ts';

const pollMilliseconds = 500;

/** The start of the threads' names. Linux keeps 15 bytes of a name. */
const flusherNames = ['PageCacheFlush', 'neo4j.FileIOHel'];

/** Gives the flusher threads of a process group the lowest priority until the returned function is called. Linux only. */
export function lowerFlusher(group: number): () => void {
  if (process.platform !== 'linux') return () => {};
  const timer = setInterval(() => {
    lowerNow(group).catch(() => {}); // a process or thread ended meanwhile
  }, pollMilliseconds).unref();
  return () => clearInterval(timer);
}

async function lowerNow(group: number): Promise<void> {
  for (const pid of await listGroup(group)) {
    for (const thread of await readdir(`/proc/${pid}/task`)) {
      const name = await readFile(`/proc/${pid}/task/${thread}/comm`, 'utf8').catch(() => '');
      // On Linux every thread has its own priority and an id like that of a process: setpriority(2).
      if (flusherNames.some((start) => name.startsWith(start))) {
        setPriority(Number(thread), constants.priority.PRIORITY_LOW);
      }
    }
  }
}

/** The same as a POSIX shell command that never ends, for a container in which only neo4j-admin runs. */
export const lowerFlusherForever = `while sleep ${pollMilliseconds / 1000}; do
  for thread in /proc/[0-9]*/task/[0-9]*; do
    read -r name <$thread/comm || continue
    case $name in ${flusherNames.map((start) => `${start}*`).join(' | ')}) renice -n 19 -p \${thread##*/} ;; esac
  done
done >/dev/null 2>&1`;
