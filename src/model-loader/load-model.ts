import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { types } from 'node:util';
import { BulkgenError } from '../errors.ts';
import type { Model } from '../model/model.ts';
import { isModel, quoteValue } from '../options/check-options.ts';
import { explainLoadError } from './explain-load-error.ts';
import { findModelFile, showPath } from './find-model-file.ts';
import { builtInModels, keepLoaded, type ModelFile, type ModelSource, sourceOf } from './known-models.ts';
import { requireTraced, type TracedModule } from './require-traced.ts';

/**
 * Loads a model and makes it known, so that a manifest suffices from then on to find it. `name` is a file (`./social.ts`, also
 * .js or .mjs; a path in the current folder or a file URL) or an installed package, whose default export is the model; or the
 * name of a model that is built in.
 *
 * Node itself removes the types of TypeScript, so the file cannot have an `enum` or a `namespace`. It gets the running copy of
 * bulkgen for `import … from 'bulkgen/model'`. A process loads a file once: an edit needs a new process.
 *
 * Throws `invalid-model` for a file that is missing, that Node cannot load, or that exports no model.
 */
export function loadModel(name: string | URL): Model {
  const builtIn = builtInModels.find((model) => model.name === name);
  return builtIn ?? loadModelFile(findModelFile(name));
}

/** Loads the model that the file at a URL exports. */
export function loadModelFile(url: string): Model {
  const path = fileURLToPath(url);
  const shown = showPath(path);
  const { exported, urls } = attempt(path, shown);
  const found = readDefault(exported);
  if (!isModel(found)) {
    const message = `Expected the default export of ${shown} to be a model, got ${found === undefined ? 'none' : quoteValue(found)}`;
    throw new BulkgenError('invalid-model', message, { hint: 'Write `export default defineModel({ … })`.' });
  }
  const model = found as Model;
  keepLoaded(model, sourceOf(model) ?? { url, files: hashFiles(path, urls) });
  return model;
}

function attempt(path: string, shown: string): TracedModule {
  try {
    return requireTraced(path);
  } catch (error) {
    throw explainLoadError(path, shown, error);
  }
}

/** The default export. Of CommonJS, what the file exports. */
function readDefault(exported: unknown): unknown {
  const isModule = types.isModuleNamespaceObject(exported);
  const hasDefault = typeof exported === 'object' && exported !== null && 'default' in exported;
  return isModule || hasDefault ? (exported as { default?: unknown }).default : exported;
}

function hashFiles(entry: string, urls: readonly string[]): ModelSource['files'] {
  const [own, ...others] = urls.map((url): ModelFile => {
    const path = fileURLToPath(url);
    return {
      path: relative(dirname(entry), path).split(sep).join('/'),
      sha256: createHash('sha256').update(readFileSync(path)).digest('hex'),
    };
  });
  return [own!, ...others.toSorted((a, b) => (a.path < b.path ? -1 : 1))];
}
