import type { Container } from '../../../src/targets/docker/container.ts';
import { parseContainers } from '../../../src/targets/docker/inspect-container.ts';

/** The part of `docker inspect` that bulkgen reads, for a running container with these changes. */
export function exampleInspection(changes: Record<string, object> = {}) {
  const inspection = {
    Id: '0123abc',
    Name: '/neo4j',
    Image: 'sha256:feed',
    Config: { Image: 'neo4j:5.26.30', User: '', Env: ['NEO4J_EDITION=community', 'NEO4J_AUTH=neo4j/a=b'], Labels: {} },
    State: { Status: 'running', ExitCode: 0 },
    HostConfig: { Memory: 0, AutoRemove: false, NetworkMode: 'bridge', PortBindings: {} },
    Mounts: [{ Type: 'volume', Name: 'data', Source: '/var/lib/docker/volumes/data/_data', Destination: '/data' }],
    NetworkSettings: { Ports: {}, Networks: {} },
  };
  return { ...inspection, ...changes, Config: { ...inspection.Config, ...changes['Config'] } };
}

export function exampleContainer(changes: Partial<Container> = {}): Container {
  return { ...parseContainers(JSON.stringify([exampleInspection()]))[0]!, ...changes };
}
