import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const page = join(import.meta.dirname, '../../src/api.md');

/** The kinds of examples on the page of the API. The examples of a kind are one program, in their order. */
export const exampleKinds = [
  ...(['files', 'server', 'node-test'] as const),
  ...(['vitest-setup', 'vitest-test', 'jest-setup', 'jest-teardown', 'jest-graph'] as const),
];

/** The program that the examples of a kind are. */
export async function readExamples(kind: (typeof exampleKinds)[number]): Promise<string> {
  const blocks = [...(await readFile(page, 'utf8')).matchAll(/^```ts (\S+)\n([\s\S]*?)^```$/gm)];
  return blocks.flatMap(([, name, code]) => (name === kind ? [code] : [])).join('\n');
}
