import { describe, expect, it } from 'vitest';
import type { BulkgenError } from '../../src/errors.ts';
import * as library from '../../src/index.ts';

type AnyFunction = (options?: unknown) => unknown;

const functions = library as unknown as Readonly<Record<string, AnyFunction>>;
const withFolder = ['exportGraph', 'importGraph', 'planImport', 'lintFolder', 'verifyFiles', 'readManifest'];
const withSnapshot = ['restoreSnapshot', 'verifySnapshot', 'readSnapshotManifest'];

async function refuse(name: string, options?: unknown): Promise<BulkgenError> {
  try {
    await functions[name]!(options);
  } catch (error) {
    expect(error).toMatchObject({ name: 'BulkgenError', code: 'invalid-option', exitCode: 2 });
    return error as BulkgenError;
  }
  throw new Error(`${name} took ${JSON.stringify(options)}`);
}

describe('a public function', () => {
  it.each([...withFolder, ...withSnapshot, 'verifyDatabase'])('%s refuses a call without options', async (name) => {
    const { message } = await refuse(name);
    expect(message).toBe(`Expected ${name} to get an object of options, got \`undefined\``);
  });

  it.each(withFolder)('%s refuses a missing folder, an empty one and one of another type', async (name) => {
    for (const folder of [undefined, '', 5]) {
      const { message } = await refuse(name, { folder });
      expect(message).toBe(`Expected \`folder\` of ${name} to be the path of a folder, got \`${folder}\``);
    }
  });

  it.each(withSnapshot)('%s refuses a missing snapshot', async (name) => {
    const { message } = await refuse(name, {});
    expect(message).toBe(`Expected \`snapshot\` of ${name} to be text, got \`undefined\``);
  });

  it.each([...withFolder, ...withSnapshot, 'createGraph', 'listSnapshots'])(
    '%s refuses an unknown option',
    async (name) => {
      const { message, hint } = await refuse(name, { folder: 'estate', snapshot: 'x', target: {}, scael: 5, out: 'x' });
      expect(message).toMatch(
        new RegExp(`^Expected an option of ${name}, got \`(scael|out|folder|snapshot|target)\`$`),
      );
      expect(hint).toMatch(/^Use one of: /);
    },
  );

  it('importGraph refuses a missing target', async () => {
    const { message } = await refuse('importGraph', { folder: 'estate' });
    expect(message).toBe('Expected `target` of importGraph to be an object, got `undefined`');
  });
});
