import { join } from 'node:path';
import { execa, type Options } from 'execa';
import { expect } from 'vitest';

const bin = join(import.meta.dirname, '../../../src/bin.ts');

export interface Surroundings {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Runs bulkgen as a process; each run asks for its folder and its environment. */
export function useCommandLine(surroundings: () => Surroundings) {
  function run(args: readonly string[], options: Options = {}) {
    const { folder, env } = surroundings();
    return execa(process.execPath, [bin, ...args], { cwd: folder, env, extendEnv: false, reject: false, ...options });
  }

  /** The result of a command that must succeed and print nothing on stderr. */
  async function runJson(...args: readonly string[]) {
    const { stdout, stderr, exitCode } = await run([...args, '--json', '--quiet']);
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    return JSON.parse(String(stdout));
  }

  return { run, runJson };
}
