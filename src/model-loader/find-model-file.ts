import { readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { BulkgenError } from '../errors.ts';
import { quoteValue } from '../options/check-options.ts';
import { suggest } from '../system/suggest.ts';
import { builtInModels } from './known-models.ts';

const modelFile = /\.[cm]?[jt]s$/;

/** The URL of the file that a path, a URL or the name of a package means. Throws `invalid-model` when there is none. */
export function findModelFile(name: string | URL): string {
  if (name instanceof URL || (typeof name === 'string' && name.startsWith('file:'))) return readUrl(name);
  if (typeof name !== 'string' || name === '') throw unknown(quoteValue(name));
  const path = resolve(name);
  const isFile = statSync(path, { throwIfNoEntry: false })?.isFile();
  if (isFile === true) return pathToFileURL(path).href;
  if (isFile === false) {
    throw new BulkgenError('invalid-model', `Expected the model ${name} to be a file, got a folder`, {
      hint: 'Name the file in it that exports the model.',
    });
  }
  if (modelFile.test(name) || /^\.{0,2}\//.test(name)) {
    throw new BulkgenError('invalid-model', `Could not read the model ${name}: there is no such file`, {
      hint: suggest(basename(name), listModelFiles(dirname(path))) ?? 'Name the file that exports the model.',
    });
  }
  return pathToFileURL(findPackage(name)).href;
}

function readUrl(url: string | URL): string {
  try {
    return pathToFileURL(fileURLToPath(url)).href;
  } catch {
    throw unknown(`\`${url}\``);
  }
}

function unknown(found: string, hint?: string): BulkgenError {
  const known = builtInModels.map((model) => model.name).join(', ');
  const message = `Expected the model to be ${known}, a file such as ./social.ts, or a package installed here, got ${found}`;
  return new BulkgenError('invalid-model', message, { hint });
}

function findPackage(name: string): string {
  try {
    return createRequire(resolve('package.json')).resolve(name);
  } catch {
    const known = builtInModels.map((model) => model.name);
    throw unknown(quoteValue(name), suggest(name, [...known, ...listModelFiles('.')]));
  }
}

function listModelFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => modelFile.test(name));
  } catch {
    return []; // the folder is missing, too
  }
}

/** The path of a model file as a person would write it: from the current folder where the file lies in it. */
export function showPath(path: string): string {
  const short = relative('.', path);
  return short.startsWith('..') ? path : short;
}
