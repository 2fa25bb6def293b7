import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const path = join(import.meta.dirname, '../../../src/models/cmdb/README.md');

/** The README of the model. */
export async function readPage(): Promise<string> {
  return await readFile(path, 'utf8');
}

/** The rows of the table in the README of the model whose first column has this name. */
export async function readTable(firstColumn: string): Promise<readonly (readonly string[])[]> {
  const lines = (await readPage()).split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${firstColumn} |`)) + 2;
  const end = lines.findIndex((line, index) => index >= start && !line.startsWith('|'));
  return lines.slice(start, end).map((line) => line.slice(2, -2).split(' | '));
}
