import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRows } from '../../src/csv/read.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';

async function readAll(path: string): Promise<(readonly string[])[]> {
  const rows: (readonly string[])[] = [];
  for await (const row of readRows(path)) rows.push(row);
  return rows;
}

describe('readRows', () => {
  it('reads rows with quotes, line breaks, empty cells and any text', async () => {
    const path = join(await makeTemporaryFolder(), 'rows.csv');
    await writeFile(path, 'a,"b, ""c""","d\nü",\n,"",😀,x\n');
    expect(await readAll(path)).toEqual([
      ['a', 'b, "c"', 'd\nü', ''],
      ['', '', '😀', 'x'],
    ]);
  });

  it('reads a file that is much larger than a chunk', async () => {
    const path = join(await makeTemporaryFolder(), 'rows.csv');
    const rows = Array.from({ length: 20_000 }, (_, n) => [String(n), `ä${n}`]);
    await writeFile(path, rows.map((row) => `${row.join()}\n`).join(''));
    expect(await readAll(path)).toEqual(rows);
  });

  it('reads nothing from an empty file', async () => {
    const path = join(await makeTemporaryFolder(), 'empty.csv');
    await writeFile(path, '');
    expect(await readAll(path)).toEqual([]);
  });

  it('throws what kept the file from being read', async () => {
    const path = join(await makeTemporaryFolder(), 'missing.csv');
    await expect(readAll(path)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('stops early when its caller does', async () => {
    const path = join(await makeTemporaryFolder(), 'rows.csv');
    await writeFile(path, 'a,b\n'.repeat(100_000));
    let read = 0;
    for await (const row of readRows(path)) {
      expect(row).toEqual(['a', 'b']);
      if (++read === 3) break;
    }
    expect(read).toBe(3);
  });
});
