import { setTimeout } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { BulkgenError, throwIfAborted } from '../../src/errors.ts';
import type { Progress } from '../../src/progress/progress.ts';
import type { Replacement } from '../../src/replacement/replacement.ts';
import { runSteps, type Step } from '../../src/replacement/run.ts';

describe('runSteps', () => {
  let written: string[];
  let work: Replacement;

  const makeStep = (name: string, run: Step['run'] = async () => {}): Step => ({
    name,
    async run(replacement, signal) {
      written.push(`run ${name}`);
      await run(replacement, signal);
    },
  });

  beforeEach(() => {
    written = [];
    const write = async ({ step }: { readonly step: string }) => void written.push(`journal ${step}`);
    work = { journal: {}, journalFile: { write } } as unknown as Replacement;
  });

  it('writes the journal before each step and leaves out steps that are not needed', async () => {
    const steps = [makeStep('import'), { ...makeStep('check'), isNeeded: () => false }, makeStep('swap')];
    await runSteps(steps, work, { onStep: (name) => void written.push(`onStep ${name}`) });
    expect(written).toEqual([
      ...['journal import', 'onStep import', 'run import', 'journal swap', 'onStep swap', 'run swap'],
    ]);
  });

  it('adds to each report which of the needed steps it comes from', async () => {
    const report = async ({ onProgress }: Replacement) => onProgress?.({ step: 'stop' } as Progress);
    const reports: Progress[] = [];
    work.onProgress = (progress) => reports.push(progress);
    const skipped = { ...makeStep('check', report), isNeeded: () => false };
    await runSteps([makeStep('import', report), skipped, makeStep('swap', report)], work, {});
    expect(reports.map(({ position }) => position)).toEqual([
      { number: 1, of: 2 },
      { number: 2, of: 2 },
    ]);
  });

  it('begins no step after a signal, but completes the final step once it is in the journal', async () => {
    for (const [last, expected] of [
      ['verify', ['journal verify']],
      ['settle', ['journal settle', 'run settle']],
    ] as const) {
      written = [];
      const controller = new AbortController();
      const stop = () => controller.abort(new BulkgenError('interrupted', 'Interrupted'));
      const steps = [makeStep(last), ...(last === 'settle' ? [] : [makeStep('settle')])];
      const ended = await runSteps(steps, work, { signal: controller.signal, onStep: stop }).catch(() => 'stopped');
      expect({ written, ended }).toEqual({ written: expected, ended: last === 'settle' ? undefined : 'stopped' });
    }
  });

  it('ends a step that takes longer than its timeout', async () => {
    const slow = makeStep('import', async (_work, signal) => {
      await setTimeout(10_000, undefined, { signal: signal! }).catch(() => throwIfAborted(signal));
    });
    await expect(runSteps([slow], work, { timeout: 0.02 })).rejects.toMatchObject({
      code: 'timed-out',
      message: 'Step `import` took longer than the 0.02 seconds of --timeout',
    });
  });
});
