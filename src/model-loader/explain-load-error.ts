import { BulkgenError } from '../errors.ts';

/** The reasons of Node that need other words, or advice. */
const advice: Readonly<Record<string, { readonly reason?: string; readonly hint: string }>> = {
  ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX: {
    hint: 'Use only types, which Node can remove: a union of texts or an object instead of an enum or a namespace.',
  },
  ERR_REQUIRE_ASYNC_MODULE: {
    reason: 'it has an `await` outside a function',
    hint: 'Read what the model needs with functions that do not wait, such as readFileSync.',
  },
  ERR_MODULE_NOT_FOUND: { hint: 'Install the package beside the model, or correct the path of the import.' },
};

/** The error for a model file that Node could not load, in one sentence with the line where Node names it. */
export function explainLoadError(path: string, shown: string, error: unknown): BulkgenError {
  if (error instanceof BulkgenError) return error;
  const { code = '', message, stack } = toError(error);
  const { reason = firstLine(message), hint } = advice[code] ?? { hint: undefined };
  const line = findLine(stack, path);
  const place = line === undefined ? shown : `${shown}:${line}`;
  return new BulkgenError('invalid-model', `Could not load the model ${place}: ${reason}`, { hint, cause: error });
}

function toError(error: unknown): NodeJS.ErrnoException {
  return error instanceof Error ? error : new Error(String(error));
}

/** Node's first line is the reason; the others repeat who required the file. */
function firstLine(message: string): string {
  return message.split('\n', 1)[0]!.replace(/ imported from .*$/, '');
}

/** The line of the file that the trace of an error names first. */
function findLine(stack = '', path: string): string | undefined {
  const at = stack.indexOf(`${path}:`);
  return at < 0 ? undefined : /^\d+/.exec(stack.slice(at + path.length + 1))?.[0];
}
