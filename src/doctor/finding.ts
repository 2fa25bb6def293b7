import { BulkgenError } from '../errors.ts';

/** What is looked at, in the order of the report. */
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

export type Area = (typeof areas)[number];

/** What is so, as data that can be serialised; never a password or a whole environment. */
export type Facts = Readonly<Record<string, unknown>>;

export interface Well {
  readonly area: Area;
  readonly status: 'ok';
  /** For people, without a full stop. */
  readonly message: string;
  readonly facts: Facts;
}

export interface Unwell {
  readonly area: Area;
  /** `warning`: something works less well or only in part; `missing`: it is not there or cannot be used. */
  readonly status: 'warning' | 'missing';
  readonly message: string;
  /** What to do, one sentence. */
  readonly cure: string;
  readonly facts: Facts;
}

/** One thing found out about this machine; what is not well has a cure. */
export type Finding = Well | Unwell;

/** What an error tells about an area. */
export function describeError(area: Area, error: unknown, facts: Facts = {}): Unwell {
  if (error instanceof BulkgenError) {
    return { area, status: 'missing', message: error.message, cure: sayCure(error), facts };
  }
  return {
    area,
    status: 'warning',
    message: `Could not look at it: ${error instanceof Error ? error.message : String(error)}`,
    cure: 'Put right what the message names, and run `bulkgen doctor` again.',
    facts,
  };
}

function sayCure({ hint = 'Put that right, and run `bulkgen doctor` again.' }: BulkgenError): string {
  return hint.replace(/^Nothing was changed\. /, ''); // said of an import
}
