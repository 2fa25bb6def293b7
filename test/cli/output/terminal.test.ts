import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { withContext } from '../../../src/cli/context.ts';
import { reportError } from '../../../src/cli/output/error.ts';
import { formatTable } from '../../../src/cli/output/format.ts';
import { formatLint } from '../../../src/cli/output/lint.ts';
import { createProgressView } from '../../../src/cli/output/progress.ts';
import { formatDump, formatQuestions, formatSnapshot } from '../../../src/cli/output/snapshot.ts';
import { colour, escapeControls, escapeLine, writeText } from '../../../src/cli/output/terminal.ts';
import { formatVerification } from '../../../src/cli/output/verification.ts';
import { BulkgenError } from '../../../src/errors.ts';
import { lintFolder } from '../../../src/lint/lint-folder.ts';
import { ProgressTracker } from '../../../src/progress/tracker.ts';
import { listQuestions } from '../../../src/snapshot/questions.ts';
import { readSnapshotManifest } from '../../../src/snapshot/read-snapshot.ts';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';

/** A colour, a window title, a moved cursor, hidden text, a C1 control, DEL, reversed text and a line separator. */
const hostile = 'na\u001b[31mme\u001b]0;title\u0007\u001b[1A\u001b[2K\u001b[8m\u009b1m\u007f\u202eevil\u2066\u2028\r';
const unsafe = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu;

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** What `work` writes on stdout and stderr. */
async function capture(work: () => unknown): Promise<string> {
  const texts: string[] = [];
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((text, ...rest) => {
      texts.push(String(text));
      const onWritten = rest.find((item) => typeof item === 'function') as (() => void) | undefined;
      onWritten?.();
      return true;
    });
  }
  await work();
  vi.restoreAllMocks();
  return texts.join('');
}

function expectSafe(text: string, lines?: number): void {
  expect(text).toContain('\\u001b');
  expect(text).toContain('evil');
  expect([...text.matchAll(unsafe)].map(([sign]) => sign).filter((sign) => sign !== '\n')).toEqual([]);
  if (lines !== undefined) expect(text.split('\n')).toHaveLength(lines + 1);
}

const options = { title: 'bulkgen test', json: false, quiet: false, debug: false, progress: 'plain' } as const;

describe('a text for people', () => {
  it('shows every control sign and keeps line breaks and tabs', () => {
    expect(escapeControls('a\u001b[31mb\u0007\n\tc\r\u009b\u202e')).toBe('a\\u001b[31mb\\u0007\n\tc\\r\\u009b\\u202e');
    expect(escapeLine('a\nb\tc')).toBe('a\\nb\\tc');
    expect(escapeControls('ümlaut 日本 🙂 `x`')).toBe('ümlaut 日本 🙂 `x`');
  });

  it('has the colours of bulkgen, and no other', async () => {
    vi.stubEnv('FORCE_COLOR', '1');
    vi.stubEnv('NO_COLOR', undefined);
    const text = await capture(() =>
      writeText(process.stdout, `${colour('red', `a${hostile}`, process.stdout)} \u001b[31mb`),
    );
    const escapes = text.split('\u001b').slice(1);
    expect(escapes.map((part) => part.slice(0, 4))).toEqual(text.startsWith('\u001b') ? ['[31m', '[39m'] : []);
    expect(text).toMatch(/ \\u001b\[31mb$/);
  });

  it('is written in one file only', () => {
    const folder = join(import.meta.dirname, '../../../src');
    const writing = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .filter((path) =>
        /styleText\(|std(out|err)\.write\(|console\.\w+\(/.test(readFileSync(join(folder, path), 'utf8')),
      );
    // bin.ts runs in a Node that may not read the others, and prints a constant text. The client of the bench prints JSON for bulkgen.
    expect(writing.toSorted()).toEqual(['bench/client.ts', 'bin.ts', 'cli/output/terminal.ts']);
  });
});

describe('a hostile name', () => {
  it('is shown in an error, its hint, its problems and its stack trace', async () => {
    const problems = [new BulkgenError('file-missing', hostile, { hint: hostile })];
    const error = new BulkgenError('not-ready', `${hostile}\nsecond line`, { hint: hostile, problems });
    const text = await capture(() => reportError(error, ['--debug']));
    expectSafe(text);
    expect(text).toContain('\n  second line'); // no line of its own
    expectSafe(await capture(() => reportError(new Error(hostile), [])), 1);
  });

  it('is shown in a result, a note and a line of a log', async () => {
    expectSafe(await capture(() => withContext(options, ({ result }) => result({}, hostile))));
    expectSafe(await capture(() => withContext(options, async ({ note }) => note(hostile))));
    expectSafe(await capture(() => withContext(options, async ({ print }) => void (await print(hostile)))));
  });

  it('stays as it is in JSON and in bytes for programs', async () => {
    const json = await capture(() => withContext({ ...options, json: true }, ({ result }) => result({ hostile }, '')));
    expect(JSON.parse(json)).toEqual({ hostile });
    const bytes = Buffer.from(hostile);
    expect(await capture(() => withContext(options, async ({ print }) => void (await print(bytes))))).toBe(hostile);
  });

  it.each(['plain', 'bar'] as const)('is shown in progress of the form %s', async (progress) => {
    const text = await capture(() => {
      const view = createProgressView({ progress, quiet: false });
      const tracker = new ProgressTracker(view.onProgress);
      tracker.start('import', { message: `${hostile}\n`, total: 1, unit: 'rows' });
      tracker.advance(1);
      tracker.finish();
      view.note(hostile);
      view.clear();
    });
    expectSafe(text.replaceAll('\r\u001b[2K', ''));
  });

  it('is shown in tables of checks, counts and digests', () => {
    const checks = [{ name: `nodes of ${hostile}\nx`, expected: 1, found: 1 }];
    expectSafe(formatVerification({ basis: 'files', checks, samples: 0 }), 2);
    const counted = { nodes: 1, relationships: 0, labels: { [hostile]: 1 }, types: {}, indexes: 0 };
    expectSafe(formatVerification({ basis: 'dump', checks: [], samples: 0, counted }), 5);
    expectSafe(formatTable([[hostile, 1]]), 1);
  });

  it('is shown by the lint, in the name of a file, a column and a value', async () => {
    const folder = await makeTemporaryFolder();
    const name = `no\u001b[31mdes\u202eevil.csv`;
    await writeFile(
      join(folder, name),
      `:ID,na\u001b[31mme\u001b]0;T\u0007:strin\u001b[2Jg,:LABEL\n1,evil\u001b[8m,A\n`,
    );
    await writeFile(join(folder, 'evil\u001b[1A.txt'), 'x');
    await mkdir(join(folder, 'empty'));
    const text = formatLint(folder, await lintFolder({ folder }));
    expectSafe(text);
    expect(text).toContain('na\\u001b[31mme');
  });

  it('is shown in the description of a snapshot, of its questions and of a dump', async () => {
    const manifest = await readSnapshotManifest({ snapshot: 'demo-small' });
    const source = { ...manifest.export!, seed: hostile, model: { name: hostile, version: hostile } };
    const answers = [{ question: hostile, cypher: hostile, rows: [] }];
    const snapshot = { ...manifest, export: source, answers };
    const text = await capture(() =>
      writeText(
        process.stdout,
        formatSnapshot({ path: hostile, bytes: 1, manifest: snapshot }) +
          formatQuestions(listQuestions(snapshot)) +
          formatDump(hostile, { compression: 'zstd', bytes: 1 }),
      ),
    );
    expectSafe(text);
    expect(text).toContain('Questions from the file, which bulkgen did not write and cannot check:');
  });
});
