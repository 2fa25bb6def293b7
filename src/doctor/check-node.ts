import type { Finding } from './finding.ts';

export interface NodeFacts {
  readonly version: string;
  readonly executable: string;
  readonly platform: string;
  readonly architecture: string;
}

/** The Node that runs this; the program's entry refuses one that is too old before anything else. */
export function lookAtNode(): NodeFacts {
  const { version, execPath: executable, platform, arch: architecture } = process;
  return { version: version.replace(/^v/, ''), executable, platform, architecture };
}

export function judgeNode(facts: NodeFacts): readonly Finding[] {
  const { version, executable, platform, architecture } = facts;
  const message = `Node ${version} on ${platform} ${architecture} (${executable})`;
  return [{ area: 'node', status: 'ok', message, facts: { ...facts } }];
}
