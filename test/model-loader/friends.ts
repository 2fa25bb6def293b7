import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';

/** The text of a model file in TypeScript, which takes its words from a file beside it. */
export const friends = `import { type Column, date, defineModel, exactly, link, node, text, uniform } from 'bulkgen/model';
import { words } from './words/words.ts';

const name: Column<string> = text(40);
const person = node('Person', { columns: { name }, rows: () => (n, cell) => cell.name(words[n % words.length]!) });
const knows = link('KNOWS', {
  from: person,
  to: person,
  out: exactly(2),
  in: uniform(),
  columns: { since: date() },
  rows: ({ draw, today }) => {
    const since = draw();
    return (n, cell) => cell.since(today - since.between(1, 3_000, n));
  },
});
export default defineModel({ name: 'friends', version: '1', noun: 'people', nodes: [person], relationships: [knows] });
`;

export const words = "export const words: readonly string[] = ['Ada', 'Grace'];\n";

/** Writes files into a new folder, and returns the path of the first. */
export async function writeFiles(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await makeTemporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return join(folder, Object.keys(files)[0]!);
}

/** The model of friends as files in a new folder. */
export async function writeFriends(): Promise<string> {
  return writeFiles({ 'friends.ts': friends, 'words/words.ts': words, 'package.json': '{ "type": "commonjs" }' });
}
