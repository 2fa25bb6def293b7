import { readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BulkgenError } from '../errors.ts';
import { quoteValue } from '../options/check-options.ts';
import { suggest } from '../options/suggest.ts';
import { builtInNames, type ModelSource } from './known-models.ts';

/** Where the file of a model is. */
export type FoundModelFile = Pick<ModelSource, 'path' | 'package'>;

const modelFile = /\.[cm]?[jt]s$/;

/** Finds the file that a path, a file URL or the name of a package stands for. Throws `invalid-model` when there is none. */
export function findModelFile(name: string | URL): FoundModelFile {
  if (name instanceof URL || (typeof name === 'string' && name.startsWith('file:'))) return findFile(readUrl(name));
  if (typeof name !== 'string' || name === '') throw refuseUnknown(quoteValue(name));
  const isPath = modelFile.test(name) || /^\.{0,2}\//.test(name) || statSync(name, { throwIfNoEntry: false });
  return isPath ? findFile(name) : { path: findPackage(name), package: name };
}

function findFile(name: string): FoundModelFile {
  const path = resolve(name);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found && !found.isDirectory()) return { path };
  const message = found
    ? `Expected the model ${name} to be a file, got a folder`
    : `Could not read the model ${name}: there is no such file`;
  const files = listModelFiles(dirname(path));
  const sameName = files.find((file) => file.replace(modelFile, '') === basename(name));
  const likely = sameName === undefined ? suggest(basename(name), files) : `Did you mean \`${sameName}\`?`;
  const hint = likely ?? 'Name the file that exports the model.';
  throw new BulkgenError('invalid-model', message, { hint });
}

function readUrl(url: string | URL): string {
  try {
    return fileURLToPath(url);
  } catch {
    throw refuseUnknown(`\`${url}\``);
  }
}

function refuseUnknown(found: string, hint?: string): BulkgenError {
  const message = `Expected the model to be ${builtInNames.join(', ')}, a file such as ./shop.ts, or a package installed here, got ${found}`;
  return new BulkgenError('invalid-model', message, { hint });
}

function findPackage(name: string): string {
  try {
    return createRequire(resolve('package.json')).resolve(name);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'MODULE_NOT_FOUND') {
      throw refuseUnknown(quoteValue(name), suggest(name, [...builtInNames, ...listModelFiles('.')]));
    }
    throw new BulkgenError('invalid-model', `Could not load the package ${name}: ${message}`, {
      hint: 'Give its `exports` a `default` in its package.json.',
      cause: error,
    });
  }
}

function listModelFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => modelFile.test(name));
  } catch {
    return []; // the folder is missing, too
  }
}

/** The path of a model file, or of its URL, as a person would write it: from the current folder where the file lies in it. */
export function showPath(place: string): string {
  const path = place.startsWith('file:') ? fileURLToPath(place) : place;
  const short = relative('.', path);
  return short.startsWith('..') ? path : short;
}
