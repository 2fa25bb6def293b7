import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { splitLines } from '../../src/system/run-child.ts';

async function split(chunks: readonly (string | Uint8Array)[]) {
  const lines: string[] = [];
  const partial: string[] = [];
  await splitLines(Readable.from(chunks), {
    onLine: (line) => lines.push(line),
    onPartialLine: (lineSoFar) => partial.push(lineSoFar),
  });
  return { lines, partial };
}

it.each([
  ['\\n', ['a\nb\n'], ['a', 'b']],
  ['\\r\\n', ['a\r\nb\r\n'], ['a', 'b']],
  ['\\r', ['a\rb\r'], ['a', 'b']],
  ['\\r\\n over two chunks', ['a\r', '\nb'], ['a', 'b']],
  ['\\r before other text', ['a\r', 'b'], ['a', 'b']],
  ['nothing at the end', ['a\n', 'b'], ['a', 'b']],
  ['empty lines', ['\n\na\n'], ['', '', 'a']],
  ['no output', [], []],
])('cuts at %s', async (_, chunks, expected) => {
  expect((await split(chunks)).lines).toEqual(expected);
});

it('reports the unfinished line from its start each time it grows', async () => {
  expect(await split(['Nodes\n..', '.. ', '10%\n..'])).toEqual({
    lines: ['Nodes', '.... 10%', '..'],
    partial: ['..', '.... ', '..'],
  });
});

it('joins the bytes of a character from two chunks', async () => {
  const bytes = Buffer.from('∆1ms\n');
  const chunks = Array.from(bytes, (byte) => Uint8Array.of(byte));
  expect((await split(chunks)).lines).toEqual(['∆1ms']);
});
