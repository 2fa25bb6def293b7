import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, expect, it } from 'vitest';
import { afterFile } from '../setup/after-file.ts';

const bin = join(import.meta.dirname, '../../src/bin.ts');

const shells = ['bash', 'zsh', 'fish'] as const;
const scripts: Record<string, string> = {};

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bulkgen-completion-'));
  afterFile(() => rm(folder, { recursive: true }));
  for (const shell of shells) {
    scripts[shell] = join(folder, shell);
    const { stdout } = await execa(process.execPath, [bin, 'completion', shell]);
    await writeFile(scripts[shell], `${stdout}\n`);
  }
});

const cases: readonly (readonly [string, readonly string[]])[] = [
  ['bulkgen exp', ['export']],
  ['bulkgen snapshot re', ['remove', 'restore']],
  ['bulkgen export --sc', ['--scale']],
  ['bulkgen export --scale m', ['medium']],
  ['bulkgen import --force --target d', ['docker']],
  ['bulkgen completion f', ['fish']],
];

/** What a shell offers for the last word of a line. */
const offers: Record<(typeof shells)[number], (line: string) => Promise<readonly string[]>> = {
  async bash(line) {
    const words = line.split(' ');
    const program = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _bulkgen; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout } = await execa('bash', ['-c', program, 'bash', scripts['bash']!, ...words]);
    return stdout.split('\n');
  },
  // A real terminal: it types the line, a tab, and a key that prints the line as it is then.
  async zsh(line) {
    const program = `zmodload zsh/zpty
zpty -b shell "env TERM=dumb zsh -f -i"
zpty -w shell 'PS1=; show() { print -r -- "<$BUFFER>" }; zle -N show; bindkey "^X" show; source "'$1'"; print rea""dy'
zpty -r shell text '*ready*'
zpty -w -n shell "$2"$'\\t\\x18'
zpty -r shell text '*<*>*'
print -r -- "$text"`;
    const { stdout } = await execa('zsh', ['-f', '-c', program, 'zsh', scripts['zsh']!, line], { timeout: 60_000 });
    return /<(.*)>/.exec(stdout)![1]!.split(' ').slice(-2, -1);
  },
  async fish(line) {
    const { stdout } = await execa('fish', ['-c', 'source $argv[1]; complete -C $argv[2]', scripts['fish']!, line]);
    return stdout.split('\n').map((text) => text.split('\t')[0]!);
  },
};

it.each(cases)('bash and fish complete `%s`', async (line, expected) => {
  expect((await offers.bash(line)).toSorted()).toEqual(expected);
  expect((await offers.fish(line)).toSorted()).toEqual(expected);
});

it('zsh completes at a terminal', async () => {
  expect(await offers.zsh('bulkgen export --sca')).toEqual(['--scale']);
  expect(await offers.zsh('bulkgen export --scale m')).toEqual(['medium']);
});

it('bash and fish complete files where no word is known', async () => {
  const start = scripts['bash']!.slice(0, -2);
  expect(await offers.fish(`bulkgen import ${start}`)).toEqual([scripts['bash']]);
  const { stdout } = await execa('bash', ['-c', 'source "$1"; complete -p bulkgen', 'bash', scripts['bash']!]);
  expect(stdout).toBe('complete -o default -F _bulkgen bulkgen');
  expect(await offers.bash('bulkgen import ./')).toEqual(['']);
});
