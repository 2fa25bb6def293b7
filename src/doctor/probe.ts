import { throwIfAborted } from '../errors.ts';
import { type Area, describeError, type Problem } from './check.ts';

/** What a probe found, or why it found nothing. */
export type ProbeResult<Facts> =
  | { readonly facts: Facts; readonly failure?: undefined }
  | { readonly facts?: undefined; readonly failure: Problem };

export interface ProbeOptions {
  readonly seconds: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs a probe and waits no longer than the limit, even if the probe ignores its signal. What the probe throws becomes a
 * failure, unless the caller's signal fired.
 */
export async function probe<Facts>(
  area: Area,
  work: (signal: AbortSignal) => Promise<Facts>,
  { seconds, signal }: ProbeOptions,
): Promise<ProbeResult<Facts>> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), seconds * 1000);
  const either = signal ? AbortSignal.any([signal, limit.signal]) : limit.signal;
  try {
    return { facts: await Promise.race([work(either), rejectWhenAborted(either)]) };
  } catch (error) {
    throwIfAborted(signal);
    return { failure: limit.signal.aborted ? describeTimeout(area, seconds) : describeError(area, error) };
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

/** The failure of a probe that did not answer in time. */
function describeTimeout(area: Area, seconds: number): Problem {
  const { subject, cure } = timeouts[area] ?? defaultTimeout;
  const message = `${subject} did not answer within ${seconds} seconds`;
  return { area, status: 'missing', message, cure, facts: { secondsWaited: seconds } };
}

const defaultTimeout = { subject: 'The machine', cure: 'Run `bulkgen doctor` again when the machine is less busy.' };

const timeouts: Partial<Record<Area, typeof defaultTimeout>> = {
  docker: { subject: 'Docker', cure: 'Restart Docker, or set DOCKER_HOST to a daemon that answers.' },
  maven: { subject: '`mvn --version`', cure: 'Run `mvn --version` to see what Maven waits for.' },
  java: {
    subject: 'A Java on PATH',
    cure: 'Find the Java that does not answer `java -version`, and remove it from PATH.',
  },
  disk: { subject: 'The file system', cure: 'Mount the network drive again, or name another folder.' },
};
