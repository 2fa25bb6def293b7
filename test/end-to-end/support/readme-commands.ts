import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect } from 'vitest';
import type { Surroundings } from './command-line.ts';

const root = join(import.meta.dirname, '../../..');

/** The lines of the `sh` blocks of README.md, or of one of its sections. */
export async function readCommands(section?: string): Promise<readonly string[]> {
  const whole = await readFile(join(root, 'README.md'), 'utf8');
  const text = section === undefined ? whole : whole.split(`${section}\n`)[1]!.split(/^## /m)[0]!;
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map((match) => match[1]!);
  return blocks.flatMap((block) => block.split('\n').filter((line) => line !== ''));
}

/** Runs each command with the program of this checkout, in a folder where `dist` links to it. Returns what they print on stdout. */
export async function runCommands(commands: readonly string[], { folder, env }: Surroundings): Promise<string> {
  let output = '';
  for (const command of commands) {
    const line = command.replace(/^npx bulkgen /, `${process.execPath} dist/bin.js `);
    const { exitCode, stdout, stderr } = await execa('sh', ['-c', line], {
      cwd: folder,
      env,
      extendEnv: false,
      reject: false,
    });
    expect({ command, exitCode, stderr: exitCode === 0 ? '' : stderr }).toEqual({ command, exitCode: 0, stderr: '' });
    output += `${stdout}\n`;
  }
  return output;
}
