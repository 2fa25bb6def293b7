import { pathToFileURL } from 'node:url';
import { BulkgenError } from '../errors.ts';
import { showPath } from './find-model-file.ts';
import { isSourceOf } from './require-traced.ts';

/** The reasons of Node that need other words, or advice. */
const advice: Readonly<Record<string, { readonly reason?: string; readonly hint: string }>> = {
  ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX: {
    hint: 'Replace the enum or the namespace with a union of texts or an object: Node only removes types.',
  },
  ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING: {
    hint: 'Publish the package as JavaScript: Node does not remove types in node_modules.',
  },
  ERR_REQUIRE_ASYNC_MODULE: {
    reason: 'it, or a file that it imports, has an `await` outside a function',
    hint: "Import data instead, such as `import words from './words.json' with { type: 'json' }`.",
  },
  ERR_MODULE_NOT_FOUND: {
    hint: 'Install the package beside the model, or correct the path and its extension, such as `./words.ts`.',
  },
  MODULE_NOT_FOUND: { hint: 'Install the package beside the model, or correct the path.' },
};

/** The error for a model file that Node could not load, in one sentence with the file and the line that Node names. */
export function explainLoadError(path: string, error: unknown): BulkgenError {
  if (error instanceof BulkgenError) return addPlace(error, path);
  const { code = '', message, stack = '' } = toError(error);
  const { reason = firstLine(message), hint } = advice[code] ?? { hint: undefined };
  const place = findPlace(stack, path) ?? showPath(path);
  return new BulkgenError('invalid-model', `Could not load the model ${place}: ${reason}`, { hint, cause: error });
}

/** What a definition of the model throws has a line in one of its files. */
function addPlace(error: BulkgenError, path: string): BulkgenError {
  const place = findPlace(error.stack ?? '', path);
  if (place === undefined) return error;
  const message = `Could not load the model ${place}: ${error.message}`;
  return new BulkgenError('invalid-model', message, { hint: error.hint, cause: error });
}

function toError(error: unknown): NodeJS.ErrnoException {
  return error instanceof Error ? error : new Error(String(error));
}

/** Node's first line is the reason; the others repeat who required the file. */
function firstLine(message: string): string {
  return message.split('\n', 1)[0]!.replace(/ imported from .*$/, '');
}

/** The source file of the model that a trace names first, with the line. */
function findPlace(stack: string, path: string): string | undefined {
  const entry = pathToFileURL(path).href;
  for (const [, place, line] of stack.matchAll(/((?:file:\/\/)?\/[^\n()]*?):(\d+)/g)) {
    const url = place!.startsWith('file:') ? place! : pathToFileURL(place!).href;
    if (/\.[cm]?[jt]s$/.test(url) && isSourceOf(entry, url)) return `${showPath(url)}:${line}`;
  }
  return undefined;
}
