import { realpathSync } from 'node:fs';
import { types } from 'node:util';
import { BulkgenError } from '../errors.ts';
import type { Model } from '../model/model.ts';
import { isModel, quoteValue } from '../options/check-options.ts';
import { explainLoadError } from './explain-load-error.ts';
import { type FoundModelFile, findModelFile, showPath } from './find-model-file.ts';
import { builtInModels, keepLoaded, sourceOf } from './known-models.ts';
import { hashFiles } from './model-files.ts';
import { requireTraced, type TracedModule } from './require-traced.ts';

/**
 * Loads a model. From then on, bulkgen finds it by what a manifest says of it. `name` is the path or the file URL of a file (.ts, .js,
 * .mjs), an installed package, or the name of a model that is built in. The default export is the model.
 *
 * Node itself removes the types of TypeScript, so the file cannot have an `enum` or a `namespace`. It gets the running copy of
 * bulkgen for `import … from 'bulkgen/model'`. A process loads a file once: an edit needs a new process.
 *
 * Throws `invalid-model` for a file that is missing, that Node cannot load, that the program itself imported before, or that exports
 * no model.
 */
export function loadModel(name: string | URL): Model {
  const builtIn = builtInModels.find((model) => model.name === name);
  return builtIn ?? loadModelFile(findModelFile(name));
}

/** Loads the model that a file exports. */
export function loadModelFile(file: FoundModelFile): Model {
  const { path } = file;
  const entry = realpathSync(path); // Node names the files that it loads without symbolic links
  const { exported, urls } = requireOrExplain(entry);
  const found = readDefault(exported);
  if (!isModel(found)) {
    const message = `Expected the default export of ${showPath(path)} to be a model, got ${found === undefined ? 'none' : quoteValue(found)}`;
    throw new BulkgenError('invalid-model', message, { hint: 'Write `export default defineModel({ … })`.' });
  }
  const model = found as Model;
  keepLoaded(model, sourceOf(model) ?? { ...file, files: hashFiles(path, urls) });
  return model;
}

function requireOrExplain(entry: string): TracedModule {
  try {
    return requireTraced(entry);
  } catch (error) {
    throw explainLoadError(entry, error);
  }
}

/** The default export of a module, or what a CommonJS file exports. */
function readDefault(exported: unknown): unknown {
  const isModule = types.isModuleNamespaceObject(exported);
  const hasDefault = typeof exported === 'object' && exported !== null && 'default' in exported;
  return isModule || hasDefault ? (exported as { default?: unknown }).default : exported;
}
