import { CommanderError } from 'commander';
import { afterEach, expect, it, vi } from 'vitest';
import { reportError } from '../../../src/cli/output/error.ts';
import { BulkgenError } from '../../../src/errors.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

function report(error: unknown): string {
  vi.stubEnv('NO_COLOR', '1');
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  reportError(error, []);
  return write.mock.calls.map(([text]) => text).join('');
}

it.each([
  ["error: unknown option '--sclae'\n(Did you mean --scale?)", "Unknown option '--sclae' (Did you mean --scale?)."],
  [
    "error: option '--workers <n>' argument 'many' is invalid. Expected a whole number, 0 or more.",
    'Expected --workers to be a whole number, 0 or more, got `many`.',
  ],
  [
    "error: option '--batch-size <n>' argument 'x' is invalid. Expected a whole number, 0 or more.",
    'Expected --batch-size to be a whole number, 0 or more, got `x`.',
  ],
  [
    "error: option '--ids <form>' argument 'uuid' is invalid. Allowed choices are actual, string.",
    'Expected --ids to be one of actual, string, got `uuid`.',
  ],
  [
    "error: option '--target <kind>' argument 'dokcer' is invalid. Allowed choices are auto, docker, local, embedded.",
    'Expected --target to be one of auto, docker, local, embedded, got `dokcer`. Did you mean `docker`?',
  ],
  [
    "error: command-argument value 'fih' is invalid for argument 'shell'. Allowed choices are bash, zsh, fish.",
    'Expected <shell> to be one of bash, zsh, fish, got `fih`. Did you mean `fish`?',
  ],
])('reportError turns `%s` of commander into a sentence', (message, sentence) => {
  expect(report(new CommanderError(1, 'commander.x', message))).toBe(`bulkgen: ${sentence} See --help.\n`);
});

it.each([
  ['./shop.ts', './shop.ts'],
  ['shop.mjs', './shop.mjs'],
  ['../a b.js', "'../a b.js'"],
])('reportError says how a model is named when `export %s` was meant', (file, word) => {
  const message = `error: too many arguments for 'export'. Expected 0 arguments but got 1: ${file}.`;
  expect(report(new CommanderError(1, 'commander.excessArguments', message))).toBe(
    `bulkgen: Too many arguments for 'export'. Expected 0 arguments but got 1: ${file}. Use \`--model ${word}\`.\n`,
  );
});

it('prints a message, its hint and a line for each problem', () => {
  const problems = ['Disk', 'Memory'].map(
    (name) => new BulkgenError('no-space', `${name} is full`, { hint: 'Free some.' }),
  );
  expect(report(new BulkgenError('no-space', 'The import would fail for 2 reasons', { problems }))).toBe(
    'bulkgen: The import would fail for 2 reasons.\n- Disk is full. Free some.\n- Memory is full. Free some.\n',
  );
});

it.each([
  [
    'ENOSPC',
    { path: '/data/.tmp-1' },
    'Could not use /data/.tmp-1: ENOSPC: no space left on device. Free some space, then try again.',
  ],
  ['ENOSPC', {}, 'Could not use a file: ENOSPC: no space left on device. Free some space, then try again.'],
  [
    'EACCES',
    { path: '/data/x' },
    'Could not use /data/x: EACCES: permission denied. Make /data writable, then try again.',
  ],
])('reportError names what the file system refuses with %s, and asks for no report', (code, details, sentence) => {
  const reason = code === 'ENOSPC' ? 'no space left on device' : 'permission denied';
  const path = 'path' in details ? ` '${details.path}'` : '';
  const error = Object.assign(new Error(`${code}: ${reason}, mkdtemp${path}`), {
    code,
    syscall: 'mkdtemp',
    ...details,
  });
  expect(report(error)).toBe(`bulkgen: ${sentence}\n`);
});
