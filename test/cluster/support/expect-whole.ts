import { join } from 'node:path';
import { expect } from 'vitest';
import { exportGraph } from '../../../src/export/export-graph.ts';
import { hashFolder } from '../../export/folder-content.ts';

/** Expects a merged folder to have the bytes of one machine, which writes them into the folder of the test. */
export async function expectWhole(
  merged: string,
  { folder, scale }: { readonly folder: string; readonly scale: number },
) {
  const whole = join(folder, 'whole');
  await exportGraph({ folder: whole, scale });
  expect(await hashFolder(merged)).toEqual(await hashFolder(whole));
}
