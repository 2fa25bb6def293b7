import { BulkgenError } from '../errors.ts';

/** What is checked on a machine, in the order of the report. */
export const areas = [
  'node',
  'java',
  'maven',
  'docker',
  'container',
  'installation',
  'embedded',
  'memory',
  'disk',
  'port',
] as const;

/** What is checked on a running server, beside its memory. */
const serverAreas = ['server', 'access', 'limits', 'settings', 'transactions', 'connections', 'plugins'] as const;

/** What a check of the machine, or of a running server, is about. */
export type Area = (typeof areas)[number] | (typeof serverAreas)[number];

/** What was found, as data that can be serialised; never a password or a whole environment. */
export type Facts = Readonly<Record<string, unknown>>;

/** A check that found what an import or a load needs. */
export interface Passed {
  readonly area: Area;
  readonly status: 'ok';
  /** For people, without a full stop. */
  readonly message: string;
  readonly facts: Facts;
}

/** A check that found what an import or a load lacks. */
export interface Problem {
  readonly area: Area;
  /** `warning`: usable with a restriction. `missing`: absent or unusable. */
  readonly status: 'warning' | 'missing';
  readonly message: string;
  /** What to do, one sentence. */
  readonly cure: string;
  readonly facts: Facts;
}

/** One result of a check of this machine, or of a running server. */
export type Check = Passed | Problem;

/** The problem that an error reports; a hint becomes its cure. */
export function describeError(area: Area, error: unknown, facts: Facts = {}): Problem {
  if (error instanceof BulkgenError) {
    return { area, status: 'missing', message: error.message, cure: describeCure(error), facts };
  }
  return {
    area,
    status: 'warning',
    message: `Could not check this: ${error instanceof Error ? error.message : String(error)}`,
    cure: 'Fix what the message names, and run `bulkgen doctor` again.',
    facts,
  };
}

function describeCure({ hint = 'Fix the cause, and run `bulkgen doctor` again.' }: BulkgenError): string {
  return hint.replace(/^Nothing was changed\. | Nothing was changed\.$/, ''); // the hint was written for an import
}
