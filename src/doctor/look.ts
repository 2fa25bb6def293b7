import { throwIfAborted } from '../errors.ts';
import { type Area, describeError, type Unwell } from './finding.ts';

/** What a look at an area saw, or why it saw nothing. */
export type Seen<Facts> =
  | { readonly facts: Facts; readonly failure?: undefined }
  | { readonly facts?: undefined; readonly failure: Unwell };

export interface LookOptions {
  readonly seconds: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Takes a look and never waits longer than the limit: the look is told by its signal, and left alone if it goes on. What
 * it throws is a failure, not an error, unless the caller's own signal fired.
 */
export async function look<Facts>(
  area: Area,
  work: (signal: AbortSignal) => Promise<Facts>,
  { seconds, signal }: LookOptions,
): Promise<Seen<Facts>> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), seconds * 1000);
  const either = signal ? AbortSignal.any([signal, limit.signal]) : limit.signal;
  try {
    return { facts: await Promise.race([work(either), rejectWhenAborted(either)]) };
  } catch (error) {
    throwIfAborted(signal);
    return { failure: limit.signal.aborted ? describeSilence(area, seconds) : describeError(area, error) };
  } finally {
    clearTimeout(timer);
  }
}

function rejectWhenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** The failure of a look that gave no answer in time. */
export function describeSilence(area: Area, seconds: number): Unwell {
  const { what, cure } = silences[area] ?? usualSilence;
  const message = `${what} did not answer within ${seconds} seconds`;
  return { area, status: 'missing', message, cure, facts: { secondsWaited: seconds } };
}

const usualSilence = { what: 'The machine', cure: 'Run `bulkgen doctor` again when the machine is less busy.' };

const silences: Partial<Record<Area, typeof usualSilence>> = {
  docker: { what: 'Docker', cure: 'Restart Docker, or set DOCKER_HOST to a daemon that answers.' },
  maven: { what: '`mvn --version`', cure: 'See with `mvn --version` what it waits for.' },
  java: { what: 'A Java', cure: 'See which of the Javas on PATH does not answer `java -version`, and remove it.' },
  disk: { what: 'The file system', cure: 'Mount its network drive again, or name another folder.' },
};
