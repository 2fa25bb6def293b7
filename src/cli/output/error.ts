import { dirname } from 'node:path';
import { inspect } from 'node:util';
import { CommanderError } from 'commander';
import { BulkgenError, cureFor } from '../../errors.ts';
import { suggest } from '../../options/suggest.ts';
import { reasonOf } from '../../system/text-file.ts';
import { spellModelOption } from './spell-model-option.ts';
import { colour, writeRaw, writeText } from './terminal.ts';

/**
 * Prints an error with its hint and its problems: as a line of stderr, as JSON on stdout with `--json`, and as a JSON line
 * of stderr with `--progress json`. Prints the stack trace and the cause only with `--debug`.
 */
export function reportError(error: unknown, argv: readonly string[]): void {
  const description = describe(error);
  const { stdout, stderr } = process;
  if (argv.includes('--json')) writeRaw(stdout, `${JSON.stringify({ error: description }, undefined, 2)}\n`);
  if (asksForJsonLines(argv)) {
    writeRaw(stderr, `${JSON.stringify({ error: description })}\n`);
    return;
  }
  writeText(stderr, `${colour('red', 'bulkgen:')} ${format(description)}\n`);
  for (const problem of description.problems ?? []) writeText(stderr, `- ${format(problem)}\n`);
  if (argv.includes('--debug')) writeText(stderr, `${inspect(error)}\n`);
}

/** An error with its hint and its problems, as lines for people. */
export function formatError(error: unknown): string {
  const description = describe(error);
  return [format(description), ...(description.problems ?? []).map((problem) => `- ${format(problem)}`)].join('\n');
}

interface Description {
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly problems?: readonly Description[];
}

/** Indents further lines, so that none of them reads like a message of bulkgen. */
function format({ message, hint }: Description): string {
  const text = `${message}${/[.!?…]$/.test(message) ? '' : '.'}${hint ? ` ${hint}` : ''}`;
  return text.replaceAll('\n', '\n  ');
}

function describe(error: unknown): Description {
  if (error instanceof BulkgenError) {
    const { code, message, hint, problems } = error;
    return { code, message, ...(hint && { hint }), ...(problems.length > 0 && { problems: problems.map(describe) }) };
  }
  if (error instanceof CommanderError) {
    return { code: 'wrong-usage', ...describeUsage(error.message) };
  }
  return (
    describeRefusal(error) ?? {
      code: 'internal',
      message: `bulkgen failed unexpectedly: ${(error as Error).message}`,
      hint: 'Run the command again with --debug and report the output as a bug.',
    }
  );
}

/** What the file system refused to bulkgen: no space, or no permission. No bug, so it needs no report. */
function describeRefusal(error: unknown): Description | undefined {
  const { code = '', syscall, path } = error as NodeJS.ErrnoException;
  const refusals = ['ENOSPC', 'EDQUOT', ...(path === undefined ? [] : ['EACCES', 'EPERM', 'EROFS'])];
  if (syscall === undefined || !refusals.includes(code)) return undefined;
  const cure = cureFor(error, path === undefined ? 'its folder' : dirname(path));
  return {
    code: 'write-failed',
    message: `Could not use ${path ?? 'a file'}: ${reasonOf(error)}`,
    hint: `${cure.charAt(0).toUpperCase()}${cure.slice(1)}, then try again.`,
  };
}

/** The message of commander as a sentence; a wrong value in the form of bulkgen's other messages. */
function describeUsage(text: string): Pick<Description, 'message' | 'hint'> {
  const file = modelFile.exec(text)?.groups?.['file'];
  const hint = file === undefined ? 'See --help.' : `Use \`${spellModelOption(file)}\`.`;
  const { option, argument, value, form } = wrongValue.exec(text)?.groups ?? {};
  const name = option ?? (argument && `<${argument}>`);
  if (name === undefined || value === undefined || form === undefined) {
    const message = text.replace(/^error: /, '').replaceAll('\n', ' ');
    return { message: message.charAt(0).toUpperCase() + message.slice(1), hint };
  }
  const expected = form.replace(/^Expected /, '').replace(/^Allowed choices are /, 'one of ');
  // A number is a limit or an example, not a name that was mistyped.
  const suggestion = suggest(
    value,
    expected.split(/, | or |one of /).filter((name) => !/^\d/.test(name)),
  );
  return {
    message: `Expected ${name} to be ${expected}, got \`${value}\``,
    hint: suggestion ? `${suggestion} ${hint}` : hint,
  };
}

/** What commander says of the file of a model without `--model` before it. */
const modelFile = /^error: too many arguments for 'export'.* but got 1: (?<file>.+\.[cm]?[jt]s)\.$/;

/** What commander says of the value of an option or an argument. */
const wrongValue =
  /(?:option '(?<option>--[\w-]+).*' argument|command-argument value) '(?<value>.*)' is invalid(?: for argument '(?<argument>.*)')?\. (?<form>.*)\.$/s;

function asksForJsonLines(argv: readonly string[]): boolean {
  return argv.some(
    (word, index) => word === '--progress=json' || (word === 'json' && argv[index - 1] === '--progress'),
  );
}
