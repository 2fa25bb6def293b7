import { type DockerCall, runDocker, sayReason, tryDocker } from './command.ts';

/** What bulkgen asks of a container, read from `docker inspect`. */
export interface Container {
  readonly id: string;
  readonly name: string;
  /** As it was given when the container was made: `neo4j:5.26`. */
  readonly image: string;
  /** What that name meant then; it may have moved since. */
  readonly imageId: string;
  readonly status: 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';
  readonly exitCode: number;
  /** Empty when it starts as its image says. */
  readonly user: string;
  readonly env: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly mounts: readonly Mount[];
  /** Bytes; undefined without a limit. */
  readonly memoryLimit: number | undefined;
  /** Made with `--rm`: it and its anonymous volumes go when it stops. */
  readonly goesWhenStopped: boolean;
  readonly network: Network;
}

/** Whether its server is there: one that somebody has paused may be let go on. */
export function isUp({ status }: Pick<Container, 'status'>): boolean {
  return status === 'running' || status === 'paused';
}

export interface Mount {
  /** `bind`, `volume` or `tmpfs`. */
  readonly type: string;
  /** A path on the daemon's machine, for a bind mount. */
  readonly source: string;
  readonly destination: string;
}

export interface Network {
  /** Whether it shares the network of the daemon's machine. */
  readonly isHost: boolean;
  /** Where each of its ports is published: `7687/tcp` → addresses; a port is empty until the container starts. */
  readonly published: Readonly<Record<string, readonly PublishedPort[]>>;
  /** Its own addresses in Docker's networks, while it is running. */
  readonly addresses: readonly string[];
}

export interface PublishedPort {
  readonly address: string;
  readonly port: string;
}

/** The mount that holds a folder: the innermost of them. One in none goes with the container. */
export function findMount({ mounts }: Pick<Container, 'mounts'>, folder: string): Mount | undefined {
  const holding = mounts.filter(({ destination }) => `${folder}/`.startsWith(`${destination.replace(/\/$/, '')}/`));
  return holding.toSorted((a, b) => b.destination.length - a.destination.length)[0];
}

/** Whether a folder of the container outlives it, and is seen by another that has its volumes. */
export function isInVolume(container: Pick<Container, 'mounts'>, folder: string): boolean {
  return findMount(container, folder) !== undefined;
}

/** The container of this name or id; undefined when there is none. */
export async function inspectContainer(name: string, call: DockerCall): Promise<Container | undefined> {
  const { exitCode, stdout, stderr } = await tryDocker(['container', 'inspect', name], call);
  if (exitCode !== 0 && /no such/i.test(sayReason(stderr))) return undefined;
  return parseContainers(stdout)[0];
}

/** Every container of the daemon, stopped ones too. */
export async function listContainers(call: DockerCall): Promise<readonly Container[]> {
  const ids = (await runDocker(['ps', '--all', '--quiet', '--no-trunc'], call)).split('\n').filter((id) => id !== '');
  if (ids.length === 0) return [];
  // One that has gone meanwhile is reported on stderr, and the others all the same.
  const { stdout } = await tryDocker(['container', 'inspect', ...ids], call);
  return parseContainers(stdout);
}

/** Reads the JSON of `docker container inspect`. */
export function parseContainers(json: string): readonly Container[] {
  return (JSON.parse(json || '[]') as InspectedContainer[]).map(readContainer);
}

function readContainer({
  Id,
  Name,
  Image,
  Config,
  State,
  HostConfig,
  Mounts,
  NetworkSettings,
}: InspectedContainer): Container {
  const bindings = { ...HostConfig.PortBindings, ...dropEmpty(NetworkSettings.Ports) };
  return {
    id: Id,
    name: Name.replace(/^\//, ''),
    image: Config.Image,
    imageId: Image,
    status: State.Status,
    exitCode: State.ExitCode,
    user: Config.User,
    env: Object.fromEntries((Config.Env ?? []).map(splitVariable)),
    labels: Config.Labels ?? {},
    mounts: Mounts.map(({ Type, Source, Destination }) => ({
      type: Type,
      source: Source ?? '',
      destination: Destination,
    })),
    memoryLimit: HostConfig.Memory > 0 ? HostConfig.Memory : undefined,
    goesWhenStopped: HostConfig.AutoRemove,
    network: {
      isHost: HostConfig.NetworkMode === 'host',
      published: Object.fromEntries(
        Object.entries(bindings).map(([port, places]) => [
          port,
          (places ?? []).map(({ HostIp, HostPort }) => ({ address: HostIp, port: HostPort })),
        ]),
      ),
      addresses: Object.values(NetworkSettings.Networks ?? {})
        .map(({ IPAddress }) => IPAddress)
        .filter((address) => address !== ''),
    },
  };
}

function splitVariable(text: string): [string, string] {
  const end = text.indexOf('=');
  return end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end + 1)];
}

function dropEmpty<Value>(record: Readonly<Record<string, Value | null>> | undefined): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(record ?? {}).filter((entry): entry is [string, Value] => entry[1] !== null),
  );
}

type Bindings = Readonly<Record<string, readonly { readonly HostIp: string; readonly HostPort: string }[] | null>>;

/** The part of Docker's own JSON that is read (Docker Engine API, "Inspect a container"). */
interface InspectedContainer {
  readonly Id: string;
  readonly Name: string;
  readonly Image: string;
  readonly Config: {
    readonly Image: string;
    readonly User: string;
    readonly Env: readonly string[] | null;
    readonly Labels: Readonly<Record<string, string>> | null;
  };
  readonly State: { readonly Status: Container['status']; readonly ExitCode: number };
  readonly HostConfig: {
    readonly Memory: number;
    readonly AutoRemove: boolean;
    readonly NetworkMode: string;
    readonly PortBindings: Bindings | null;
  };
  readonly Mounts: readonly { readonly Type: string; readonly Source?: string; readonly Destination: string }[];
  readonly NetworkSettings: {
    readonly Ports?: Bindings;
    readonly Networks?: Readonly<Record<string, { readonly IPAddress: string }>> | null;
  };
}
