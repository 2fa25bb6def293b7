import { createRequire, registerHooks } from 'node:module';
import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BulkgenError } from '../errors.ts';
import { showPath } from './find-model-file.ts';

/** What a module exports, and the URLs of its source files: itself, then those that it imports, except those of packages. */
export interface TracedModule {
  readonly exported: unknown;
  readonly urls: readonly string[];
}

const ownRoot = new URL('../', import.meta.url).href;
/** The source in development, the compiled files in the package. */
const extension = extname(import.meta.url);
const ownEntries: Readonly<Record<string, string>> = {
  bulkgen: `${ownRoot}index${extension}`,
  'bulkgen/model': `${ownRoot}model${extension}`,
};

/** By URL of a source file, those of the files that it imports. Node loads a file once, so this outlives a call. */
const imports = new Map<string, Set<string>>();

/**
 * Loads a module with the running copy of bulkgen, and notes what it imports. It uses `require`, because a worker thread needs the
 * model at once. So a model cannot have an `await` outside functions. `path` has no symbolic link in it. Throws what Node throws, and
 * `invalid-model` for a file that the program imported before: Node does not say again what such a file imports.
 */
export function requireTraced(path: string): TracedModule {
  const entry = pathToFileURL(path).href;
  const isSource = (url: string): boolean => isSourceOf(entry, url);
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      const own = ownEntries[specifier];
      if (own !== undefined) return { url: own, shortCircuit: true };
      const resolved = next(specifier, context);
      const { parentURL } = context;
      if (parentURL !== undefined && isSource(parentURL) && isSource(resolved.url)) addImport(parentURL, resolved.url);
      return resolved;
    },
    load(url, context, next) {
      if (!isSource(url)) return next(url, context);
      if (!imports.has(url)) imports.set(url, new Set());
      // A package.json may say `commonjs`. A model in TypeScript is a module all the same.
      return next(url, url.endsWith('.ts') ? { ...context, format: 'module-typescript' } : context);
    },
  });
  try {
    return { exported: createRequire(import.meta.url)(path), urls: listImports(entry) };
  } finally {
    hooks.deregister();
  }
}

/** True for a file that belongs to the model of an entry, not to a package that it uses nor to bulkgen. */
export function isSourceOf(entry: string, url: string): boolean {
  if (!url.startsWith('file:') || url.startsWith(ownRoot)) return false;
  const place = packageFolder(url);
  return place === undefined || place === packageFolder(entry);
}

/** `…/node_modules/name/` of a file in a package. */
function packageFolder(url: string): string | undefined {
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+\//.exec(url)?.[0];
}

function addImport(parent: string, url: string): void {
  const children = imports.get(parent) ?? new Set();
  imports.set(parent, children.add(url));
}

function listImports(entry: string): readonly string[] {
  const found = new Set([entry]);
  for (const url of found) {
    const children = imports.get(url);
    if (!children) {
      const message = `Could not find out what ${showPath(url)} imports, because the program imported it before`;
      throw new BulkgenError('invalid-model', message, {
        hint: 'Load the model only with `loadModel`, or pass the imported model without `loadModel`.',
      });
    }
    for (const child of children) found.add(child);
  }
  return [...found];
}
