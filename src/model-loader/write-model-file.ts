import { readFile, writeFile } from 'node:fs/promises';
import { BulkgenError, explainFileSystem } from '../errors.ts';
import { quoteValue } from '../options/check-options.ts';
import { builtInNames } from './known-models.ts';

export interface WriteModelOptions {
  /** Name of the model; the file is `<name>.ts` in the current folder. */
  readonly name: string;
  /** A file in src/models to start from. */
  readonly like: string;
  /** Whether to replace a file that exists. */
  readonly force: boolean;
}

/** Writes the source of an example as a model of the user's own, and returns its path. Throws `invalid-option` and `write-failed`. */
export async function writeModelFile({ name, like, force }: WriteModelOptions): Promise<string> {
  if (!/^[a-z][a-z0-9-]{0,63}$/.test(name)) {
    const message = `Expected the name of a model to begin with a lower-case letter, and to have only lower-case letters, digits and hyphens, at most 64, got ${quoteValue(name)}`;
    throw new BulkgenError('invalid-option', message, { hint: 'Choose a name such as `shop` or `supply-chain`.' });
  }
  if (builtInNames.includes(name)) {
    const message = `Expected the name of the model to be another one than ${builtInNames.join(', ')}, got \`${name}\``;
    throw new BulkgenError('invalid-option', message, { hint: 'Choose a name such as `shop`.' });
  }
  const example = await readFile(new URL(`../../src/models/${like}.ts`, import.meta.url), 'utf8');
  const text = example
    .replace("from '../model.ts'", "from 'bulkgen/model'")
    .replace(`name: '${like}'`, `name: '${name}'`)
    .replaceAll(`${like}.ts`, `${name}.ts`)
    .replaceAll(`--model ${like} `, `--model ./${name}.ts `);
  const path = `${name}.ts`;
  try {
    await writeFile(path, text, { flag: force ? 'w' : 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      throw new BulkgenError('invalid-option', `Could not write ${path}: it exists`, {
        hint: 'Choose another name, or replace the file with --force.',
      });
    }
    throw explainFileSystem(error, `Could not write ${path}`, 'Run the command in a folder that you can write to.');
  }
  return path;
}
