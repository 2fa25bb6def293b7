import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, describe, expect, it } from 'vitest';
import { afterFile } from '../after-file.ts';
import { makeTestHome } from '../target/test-home.ts';

const root = join(import.meta.dirname, '../..');

/** The lines of README.md's `sh` blocks. */
async function readCommands(): Promise<readonly string[]> {
  const text = await readFile(join(root, 'README.md'), 'utf8');
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map((match) => match[1]!);
  return blocks.flatMap((block) => block.split('\n').filter((line) => line !== ''));
}

describe('README.md', () => {
  let env: NodeJS.ProcessEnv;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bulkgen-readme-'));
    afterFile(() => rm(folder, { recursive: true, force: true }));
    env = { ...(await makeTestHome()) };
    for (const name of Object.keys(env)) if (name.startsWith('NEO4J_')) delete env[name];
  });

  it('has no gap left to fill', async () => {
    expect(await readFile(join(root, 'README.md'), 'utf8')).not.toContain('@@');
    expect(await readFile(join(root, 'scripts/README.md'), 'utf8')).not.toContain('@@');
  });

  it('begins with two commands that are there', async () => {
    const commands = await readCommands();
    expect(commands.slice(0, 2)).toEqual(['./scripts/demo', './scripts/test']);
  });

  // The other of the two is what runs this.
  it('begins with a demo that works from a bare checkout', async () => {
    const checkout = join(folder, 'checkout');
    const installed = ['node_modules', 'dist', '.node', '.git'].map((name) => join(root, name));
    await cp(root, checkout, { recursive: true, filter: (path) => !installed.includes(path) });

    const { exitCode, stdout } = await execa(join(checkout, 'scripts/demo'), ['small'], {
      env,
      extendEnv: false,
      reject: false,
    });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('nodes of ConfigurationItem      1,000  of 1,000');
    expect(stdout).toContain('Which business services suffer');
    expect(stdout).toMatch(/Browser +http:\/\/127\.0\.0\.1:/);
  });

  it('shows commands that work', async () => {
    const commands = (await readCommands()).slice(2);
    expect(commands.length).toBeGreaterThan(3);
    await symlink(join(root, 'dist'), join(folder, 'dist'));
    for (const command of commands) {
      const line = command.replace(/^npx bulkgen /, `${process.execPath} dist/bin.js `);
      const { exitCode, stderr } = await execa('sh', ['-c', line], {
        cwd: folder,
        env,
        extendEnv: false,
        reject: false,
      });
      expect({ command, exitCode, stderr: exitCode === 0 ? '' : stderr }).toEqual({ command, exitCode: 0, stderr: '' });
    }
  });
});
