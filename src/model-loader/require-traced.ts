import { createRequire, registerHooks } from 'node:module';
import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';

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

/** By URL of a source file, those of the files that it imports. It outlives a call, because Node loads a file once. */
const imports = new Map<string, Set<string>>();

/**
 * Loads a module with the running copy of bulkgen, and notes what it imports. `require` and not `import`, because a thread makes
 * its rows at once and a module that waits for something could wait for ever.
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
    // Its own package may say that files are CommonJS, but a model in TypeScript has `import` and `export`.
    load: (url, context, next) =>
      next(url, url.endsWith('.ts') && isSource(url) ? { ...context, format: 'module-typescript' } : context),
  });
  try {
    return { exported: createRequire(import.meta.url)(path), urls: listImports(entry) };
  } finally {
    hooks.deregister();
  }
}

/** True for a file that belongs to the model, not to a package that it uses nor to bulkgen. */
function isSourceOf(entry: string, url: string): boolean {
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
  for (const url of found) for (const child of imports.get(url) ?? []) found.add(child);
  return [...found];
}
