// One shell that stays open: a file operation in a container costs a millisecond this way, a `docker exec` a tenth of a
// second. Its life is that of its standard input, so it ends, and its container with it, however bulkgen ends.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';

export interface ShellAnswer {
  readonly status: number;
  /** What it printed, stdout and stderr alike. */
  readonly output: string;
}

/** A shell behind a command such as `docker run --interactive`. */
export interface Shell {
  /** Runs lines of POSIX shell and answers when they are done; undefined when the shell ended before. */
  run(script: string): Promise<ShellAnswer | undefined>;
  /** What the command said on stderr, once the shell has ended. */
  readonly lastWords: Promise<string>;
  /** Ends the shell and returns when its command has. */
  close(): Promise<void>;
}

/** Starts the command; the process may end while the shell is open, unless something is being run. */
export function openShell(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Shell {
  // Detached, for a Ctrl-C at the terminal is for bulkgen, which ends this when its work is undone.
  const child = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  const ended = once(child, 'close').catch(() => {});
  child.stdin.on('error', () => {}); // it ended before it had read everything; the answer tells
  const lastWords = text(child.stderr).catch(() => '');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let turn: Promise<unknown> = Promise.resolve();
  hold(child, false);

  async function runNow(script: string): Promise<ShellAnswer | undefined> {
    const mark = `bulkgen-${randomUUID()}`;
    hold(child, true);
    try {
      child.stdin.write(`{ ${script}\n} 2>&1 </dev/null; printf '\\n%s %d\\n' ${mark} $?\n`);
      const output: string[] = [];
      for (;;) {
        const { value: line, done } = await lines.next();
        if (done) return undefined;
        if (line.startsWith(mark))
          return { status: Number(line.slice(mark.length)), output: output.join('\n').replace(/\n$/, '') };
        output.push(line);
      }
    } finally {
      hold(child, false);
    }
  }

  return {
    lastWords,
    run(script) {
      const answer = turn.then(() => runNow(script));
      turn = answer.catch(() => {});
      return answer;
    },
    async close() {
      hold(child, true);
      child.stdin.end();
      await ended;
    },
  };
}

/** A word that the shell takes as it is. */
export function quoteWord(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/** Whether Node waits for the child before it ends. */
function hold(child: ChildProcess, isHeld: boolean): void {
  for (const handle of [child, child.stdin, child.stdout, child.stderr]) {
    const { ref, unref } = handle as Socket; // what a child's pipes are
    (isHeld ? ref : unref).call(handle);
  }
}
