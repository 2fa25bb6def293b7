import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { evaluateContainers } from '../../src/doctor/check-container.ts';
import { evaluateLocalTarget } from '../../src/doctor/evaluate-targets.ts';
import { assertRestartable } from '../../src/targets/docker/server.ts';
import { chooseAccount } from '../../src/targets/local/account.ts';
import { exampleDocker, exampleInstallation, publishedContainer } from '../doctor/example.ts';

const hostile = `it's $(touch pwned) & \`id\` "x"`;

function hintOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return (error as { hint: string }).hint;
  }
  throw new Error('Expected an error with a hint');
}

const suggestions: Readonly<Record<string, () => string>> = {
  'docker unpause': () => hintOf(() => assertRestartable(publishedContainer({ name: hostile, status: 'paused' }))),
  'docker logs': () => hintOf(() => assertRestartable(publishedContainer({ name: hostile, status: 'restarting' }))),
  'docker update': () => {
    const containers = [publishedContainer({ name: hostile, memoryLimit: 1 })];
    const [check] = evaluateContainers(exampleDocker({ containers }), {});
    return check?.status === 'warning' ? check.cure : '';
  },
  sudo: () => hintOf(() => chooseAccount({ owner: { uid: 7, gid: 7 }, user: 8, folder: '/data', ownerName: hostile })),
  '--neo4j-home': () => {
    const facts = [exampleInstallation({ source: 'PATH', home: hostile })];
    return `\`bulkgen import ${evaluateLocalTarget({ facts, failure: undefined }).option}\``;
  },
};

it.each(Object.entries(suggestions))('a suggested `%s` gives bash the whole name', (_command, suggest) => {
  const line = /`((?:docker|sudo|bulkgen) .*)`/s.exec(suggest())![1]!;
  const program = line.split(' ')[0]!;
  const script = `${program}() { printf '<%s>\\n' "$@"; }\n${line}`;
  const words = execFileSync('bash', ['-c', script], { encoding: 'utf8' }).trim().split('\n');
  expect(words).toContain(`<${hostile}>`);
});

/** Expressions that cannot hold a sign with a meaning for the shell. */
const plain = /^(version|kind|nameLine\(.*\)|server\.pid|copyGoal|options?|save|args\[0\]|word|boltPort|kind === .*)$/;

it('quotes every name in the commands that messages suggest', async () => {
  const root = join(import.meta.dirname, '../../src');
  const found: string[] = [];
  for await (const name of glob('**/*.ts', { cwd: root })) {
    const lines = readFileSync(join(root, name), 'utf8').split('\n');
    for (const [index, line] of lines.entries()) {
      for (const [command] of line.matchAll(
        /(?<=\\`|command = `)(?:bulkgen|docker|sudo|mvn|kill|chmod|systemctl) .*?\\?`/g,
      )) {
        const names = [...command.matchAll(/\$\{((?:[^{}`]|`[^`]*`)*)\}/g)].map(([, expression]) => expression!);
        const bare = names.filter((expression) => !/^quote(Word|Path)\(/.test(expression) && !plain.test(expression));
        if (bare.length > 0) found.push(`${name}:${index + 1}: ${bare.join(', ')}`);
      }
    }
  }
  expect(found).toEqual([]);
});
