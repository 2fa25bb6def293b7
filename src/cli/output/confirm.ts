import { createInterface } from 'node:readline/promises';
import { BulkgenError } from '../../errors.ts';
import { escapeLine } from './terminal.ts';

/**
 * Asks a question at the terminal, and returns when the answer is yes. Throws `invalid-option` without a terminal, and
 * `interrupted` for any other answer.
 */
export async function confirm(question: string, signal: AbortSignal): Promise<void> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new BulkgenError('invalid-option', 'Expected --force without a terminal, got no answer to a question', {
      hint: 'Add --force to do it without a question.',
    });
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`${escapeLine(question)} [y/N] `, { signal });
    if (/^y(es)?$/i.test(answer.trim())) return;
  } catch (cause) {
    throw new BulkgenError('interrupted', 'Interrupted before an answer was given', { cause });
  } finally {
    terminal.close();
  }
  throw new BulkgenError('interrupted', 'Stopped, because the answer was not yes', { hint: 'Nothing was changed.' });
}
