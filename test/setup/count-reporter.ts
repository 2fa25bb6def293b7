import type { Reporter, SerializedError, TestCase, TestModule, Vitest } from 'vitest/node';

/**
 * Ends a run with the line `N passed, N failed`, without colour. A test that was skipped, a file that did not load and an
 * error outside of a test count as failed, unless the tests were chosen by name: then skipping the others was asked for;
 * or a test of their file was skipped with a note that says why: then the note is printed for all of them.
 */
export class CountReporter implements Reporter {
  #vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const chosenByName = this.#vitest?.config.testNamePattern !== undefined;
    let passed = 0;
    let failed = unhandledErrors.length;
    for (const module of modules) {
      const inState = (state: 'passed' | 'failed' | 'skipped') => [...module.children.allTests(state)];
      const reason = inState('skipped')
        .map(noteOf)
        .find((note) => note !== undefined);
      if (reason !== undefined) console.log(`not run: ${module.relativeModuleId} (${reason})`);
      const skipped = chosenByName || reason !== undefined ? [] : inState('skipped');
      for (const test of skipped) console.log(`not run: ${module.relativeModuleId} > ${test.fullName}`);
      const failedHere = inState('failed').length + skipped.length;
      passed += inState('passed').length;
      failed += failedHere === 0 && module.state() === 'failed' ? 1 : failedHere;
    }
    // At exit, so that nothing is printed after it.
    process.once('exit', () => {
      if (failed > 0 || passed === 0) process.exitCode = 1;
      process.stdout.write(`${passed} passed, ${failed} failed\n`);
    });
  }
}

/** Why a test was skipped, where it said so. */
function noteOf(test: TestCase): string | undefined {
  const result = test.result();
  return result.state === 'skipped' ? result.note : undefined;
}
