// While it imports, neo4j-admin writes out its page cache again and again, without a pause (its PageCacheFlusher, by the
// threads of the pool FileIOHelper). Where cores are few that takes them from the parsers: up to 10 of 28 seconds of
// processor at 500,000 CIs on two. At the lowest priority it gets what the others leave, and the import takes 0.84 of the time.
import { readdir, readFile } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { listGroup } from '../../system/process-group.ts';

const millisecondsBetweenLooks = 500;

/** The beginning of these threads' names, as far as Linux keeps them (15 bytes). */
const flusherNames = ['PageCacheFlush', 'neo4j.FileIOHel'];

/** Gives the flusher of a process group the lowest priority, whenever it comes up, until the answer is called; Linux only. */
export function lowerFlusher(group: number): () => void {
  if (process.platform !== 'linux') return () => {};
  const timer = setInterval(() => {
    lowerNow(group).catch(() => {}); // it came to its end meanwhile
  }, millisecondsBetweenLooks).unref();
  return () => clearInterval(timer);
}

async function lowerNow(group: number): Promise<void> {
  for (const pid of await listGroup(group)) {
    for (const thread of await readdir(`/proc/${pid}/task`)) {
      const name = await readFile(`/proc/${pid}/task/${thread}/comm`, 'utf8').catch(() => '');
      // On Linux a priority is a thread's, and threads have ids as processes do: setpriority(2).
      if (flusherNames.some((start) => name.startsWith(start))) {
        setPriority(Number(thread), constants.priority.PRIORITY_LOW);
      }
    }
  }
}

/** The same as a line of POSIX shell that never ends, for a container in which nothing else runs. */
export const lowerFlusherForever = `while sleep ${millisecondsBetweenLooks / 1000}; do
  for thread in /proc/[0-9]*/task/[0-9]*; do
    read -r name <$thread/comm || continue
    case $name in ${flusherNames.map((start) => `${start}*`).join(' | ')}) renice -n 19 -p \${thread##*/} ;; esac
  done
done >/dev/null 2>&1`;
