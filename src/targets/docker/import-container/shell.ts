// One shell that stays open. A file operation in a container takes a millisecond this way, and a tenth of a second with
// `docker exec`. The shell ends with its standard input, so it and its container end with bulkgen, even after `kill -9`.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';

export interface ShellAnswer {
  readonly status: number;
  /** Everything it printed on stdout and stderr. */
  readonly output: string;
}

/** A shell that a command such as `docker run --interactive` runs. */
export interface Shell {
  /** Runs lines of POSIX shell and returns their result, or undefined when the shell ended before they were done. */
  run(script: string): Promise<ShellAnswer | undefined>;
  /** What the command printed on stderr, once the shell has ended. */
  readonly errorOutput: Promise<string>;
  /** Ends the shell and returns when its command has ended. */
  close(): Promise<void>;
}

/** Starts the command. An open shell keeps this process alive only while it runs a script. */
export function openShell(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Shell {
  // Detached, because a Ctrl-C at the terminal must reach bulkgen alone, which undoes its work and then ends the shell.
  const child = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  const ended = once(child, 'close').catch(() => {});
  child.stdin.on('error', () => {}); // the shell ended before it had read everything: run() returns undefined
  const errorOutput = text(child.stderr).catch(() => '');
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
        if (line.startsWith(mark)) {
          return { status: Number(line.slice(mark.length)), output: output.join('\n').replace(/\n$/, '') };
        }
        output.push(line);
      }
    } finally {
      hold(child, false);
    }
  }

  return {
    errorOutput,
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

/** Sets whether Node waits for the child before it ends. */
function hold(child: ChildProcess, isHeld: boolean): void {
  for (const handle of [child, child.stdin, child.stdout, child.stderr]) {
    const { ref, unref } = handle as Socket; // the pipes of a child are sockets
    (isHeld ? ref : unref).call(handle);
  }
}
