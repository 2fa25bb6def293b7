import type { Reporter, SerializedError, TestCase, TestModule, Vitest } from 'vitest/node';

/**
 * Ends a run with the line `N passed, N failed`, without colour. Skipped tests, files that did not load and errors outside of
 * tests count as failed. Skipped tests do not count when the tests were chosen by name, or when a test of their file was skipped
 * with a note. The note is then printed once for the file.
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

/** The note with which a test was skipped. */
function noteOf(test: TestCase): string | undefined {
  const result = test.result();
  return result.state === 'skipped' ? result.note : undefined;
}
