import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { BulkgenError } from '../../src/errors.ts';
import { type Journal, openJournal } from '../../src/replacement/journal.ts';
import { ownFolder } from '../../src/replacement/store-folders.ts';
import { localFiles } from '../../src/system/local-files.ts';
import { malform } from '../setup/malform.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';

it('is refused, or read whole, whatever value is in any of its places', async () => {
  const dataFolder = await makeTemporaryFolder();
  const target = { files: localFiles, dataFolder, transactionFolder: join(dataFolder, 'transactions') };
  const own = join(ownFolder(dataFolder, 'neo4j'), '1');
  const places = { staging: join(own, 'a'), previous: join(own, 'b'), aside: join(own, 'c') };
  const store = { live: join(dataFolder, 'databases/neo4j'), ...places, before: '1', staged: '2' };
  const kept = { own: [own], stores: [store] };
  const journal: Journal = {
    ...{ format: 1, step: 'swap', database: 'neo4j', target: 'x', startedBy: 'x', startedAt: 'x' },
    ...{ wasRunning: true, keepPrevious: false, mayHaveSwapped: true },
    ...{ own: [own], stores: [store], kept },
  };
  const path = join(ownFolder(dataFolder, 'neo4j'), 'journal.json');
  await mkdir(dirname(path), { recursive: true });
  const read = async (value: unknown): Promise<Journal | undefined> => {
    await writeFile(path, JSON.stringify(value));
    return openJournal(target, 'neo4j').read();
  };
  expect(await read(journal)).toEqual(journal);
  const unexpected: string[] = [];
  for (const { place, value } of malform(journal)) {
    const error = await read(value).catch((thrown: unknown) => thrown);
    if (error instanceof Error && !(error instanceof BulkgenError && error.code === 'journal-invalid')) {
      unexpected.push(`${place}: ${error}`);
    }
  }
  expect(unexpected).toEqual([]);
});
