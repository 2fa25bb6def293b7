/** A container, as far as bulkgen reads it from `docker inspect`. */
export interface Container {
  readonly id: string;
  readonly name: string;
  /** The name that was given when the container was created: `neo4j:5.26`. */
  readonly image: string;
  /** The image that this name meant then. The name may mean another image now. */
  readonly imageId: string;
  readonly status: 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';
  readonly exitCode: number;
  /** Empty when the container starts as its image says. */
  readonly user: string;
  readonly env: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly mounts: readonly Mount[];
  /** Bytes; undefined without a limit. */
  readonly memoryLimit: number | undefined;
  /** Created with `--rm`: Docker removes the container and its anonymous volumes when it stops. */
  readonly isRemovedOnStop: boolean;
  readonly network: Network;
}

export interface Mount {
  /** `bind`, `volume` or `tmpfs`. */
  readonly type: string;
  /** A path on the daemon's machine, for a bind mount. */
  readonly source: string;
  readonly destination: string;
}

export interface Network {
  /** Whether the container shares the network of the daemon's machine. */
  readonly isHost: boolean;
  /** Where each port is published: `7687/tcp` → addresses. A random port is an empty text until the container starts. */
  readonly published: Readonly<Record<string, readonly PublishedPort[]>>;
  /** The container's addresses in Docker's networks, while it is running. */
  readonly addresses: readonly string[];
}

export interface PublishedPort {
  readonly address: string;
  readonly port: string;
}

/** Whether the container has processes. A paused container has, and can be resumed at any time. */
export function isUp({ status }: Pick<Container, 'status'>): boolean {
  return status === 'running' || status === 'paused';
}

/** The innermost mount that holds a folder. A folder without a mount is lost with its container. */
export function findMount({ mounts }: Pick<Container, 'mounts'>, folder: string): Mount | undefined {
  const holding = mounts.filter(({ destination }) => `${folder}/`.startsWith(`${destination.replace(/\/$/, '')}/`));
  return holding.toSorted((a, b) => b.destination.length - a.destination.length)[0];
}

/** Whether a folder of the container outlives it, and is visible to other containers with the same volumes. */
export function isInVolume(container: Pick<Container, 'mounts'>, folder: string): boolean {
  return findMount(container, folder) !== undefined;
}
