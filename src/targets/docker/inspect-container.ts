import { BulkgenError } from '../../errors.ts';
import { type DockerCall, extractReason, runDocker, tryDocker } from './command.ts';
import type { Container } from './container.ts';

/** The container with this name or id; undefined when it does not exist. */
export async function inspectContainer(name: string, call: DockerCall): Promise<Container | undefined> {
  const { exitCode, stdout, stderr } = await tryDocker(['container', 'inspect', name], call);
  if (exitCode !== 0 && /no such/i.test(extractReason(stderr))) return undefined;
  return parseContainers(stdout)[0];
}

/** The current state of a container that was found before. Throws `no-container` when it was removed since. */
export async function inspectAgain({ id, name }: Pick<Container, 'id' | 'name'>, call: DockerCall): Promise<Container> {
  const latest = await inspectContainer(id, call);
  if (latest) return latest;
  throw new BulkgenError('no-container', `Container \`${name}\` no longer exists: another program removed it`);
}

/** Every container of the daemon, including stopped ones. */
export async function listContainers(call: DockerCall): Promise<readonly Container[]> {
  const ids = (await runDocker(['ps', '--all', '--quiet', '--no-trunc'], call)).split('\n').filter((id) => id !== '');
  if (ids.length === 0) return [];
  // Docker reports a container that was removed meanwhile on stderr, and still prints the others.
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
    isRemovedOnStop: HostConfig.AutoRemove,
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

/** The part of Docker's JSON that bulkgen reads (Docker Engine API, "Inspect a container"). */
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
