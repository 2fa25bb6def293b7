import type { Check } from './check.ts';

export interface NodeFacts {
  readonly version: string;
  readonly executable: string;
  readonly platform: string;
  readonly architecture: string;
}

/** The Node that runs bulkgen; src/bin.ts has already refused one that is too old. */
export function probeNode(): NodeFacts {
  const { version, execPath: executable, platform, arch: architecture } = process;
  return { version: version.replace(/^v/, ''), executable, platform, architecture };
}

export function evaluateNode(facts: NodeFacts): readonly Check[] {
  const { version, executable, platform, architecture } = facts;
  const message = `Node ${version} on ${platform} ${architecture} (${executable})`;
  return [{ area: 'node', status: 'ok', message, facts: { ...facts } }];
}
