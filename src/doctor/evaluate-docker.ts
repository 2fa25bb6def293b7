import { BulkgenError } from '../errors.ts';
import { chooseContainer, type Surroundings } from '../targets/docker/find-container.ts';
import { describeError } from './check.ts';
import { explainUnusable } from './check-container.ts';
import type { DockerFacts } from './check-docker.ts';
import type { ProbeResult } from './probe.ts';
import { describeReady, describeUnready, type Readiness } from './readiness.ts';

/** Whether an import into a container can start from these surroundings. */
export function evaluateDockerTarget({ facts, failure }: ProbeResult<DockerFacts>, around: Surroundings): Readiness {
  if (failure) return describeUnready([failure]);
  const { daemon, containers, host } = facts;
  if (daemon.refusal) return describeUnready([describeError('docker', daemon.refusal)]);
  try {
    const { container, reason } = chooseContainer(containers, around);
    const error = explainUnusable(container, host);
    if (!error) return describeReady(`container \`${container.name}\`, ${reason}`);
    return describeUnready([describeError('container', error)]);
  } catch (error) {
    if (!(error instanceof BulkgenError)) throw error;
    const usable = containers.filter((container) => !explainUnusable(container, host)).map(({ name }) => name);
    if (usable.length === 0) return describeUnready([describeError('container', error)]);
    return describeReady(`${containers.length} Neo4j containers; name one of them`, `--container ${usable[0]}`);
  }
}
