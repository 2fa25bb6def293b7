// A proxy between a client and Neo4j that knows where the client's Bolt messages end, and cuts the connection at a chosen one.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** When to cut: before the server gets the message, once it has it, or when its answer has come, which the client never sees. */
export type Cut = 'before' | 'during' | 'after';

export interface ClientMessage {
  readonly name: 'begin' | 'run' | 'pull' | 'commit' | 'other';
  /** How many messages clients sent before, on all connections. */
  readonly number: number;
  /** Whether it holds a text, such as a part of its statement. */
  includes(text: string): boolean;
}

export interface BoltProxy {
  readonly port: number;
  /** How many connections it cut, by message and moment: `commit during`. */
  readonly cuts: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

/** Listens on a free port and passes on to `port`. `chooseCut` is asked for every message of a client. */
export async function startBoltProxy(
  port: number,
  chooseCut: (message: ClientMessage) => Cut | undefined,
): Promise<BoltProxy> {
  const cuts = new Map<string, number>();
  const open = new Set<Socket>();
  let number = 0;
  const proxy = createServer((client) => {
    const server = connect(port, '127.0.0.1');
    const close = (): void => {
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) {
      open.add(socket);
      socket.on('error', close);
      socket.on('close', () => {
        close();
        open.delete(socket);
      });
    }
    const splitter = new MessageSplitter();
    let cut: Cut | undefined;
    client.on('data', (bytes) => {
      if (cut) return;
      for (const message of splitter.split(bytes)) {
        const name = nameOf(message);
        cut = name && chooseCut({ name, number: number++, includes: (text) => message.includes(text) });
        if (cut !== 'before') server.write(message);
        if (!cut) continue;
        cuts.set(`${name} ${cut}`, (cuts.get(`${name} ${cut}`) ?? 0) + 1);
        if (cut === 'before') close();
        if (cut === 'during') server.end(close); // the server gets all bytes before the end
        return;
      }
    });
    server.on('data', (bytes) => {
      if (!cut) client.write(bytes);
      else if (cut === 'after') close();
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    port: (proxy.address() as AddressInfo).port,
    cuts,
    close: () =>
      new Promise((resolve) => {
        proxy.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}

/** Splits what a client sends into its handshake and messages. */
class MessageSplitter {
  #rest: Buffer = Buffer.alloc(0);
  #handshakesLeft = 2;

  *split(bytes: Buffer): Generator<Buffer> {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    for (;;) {
      const end = this.#findEnd();
      if (end === undefined || end > this.#rest.length) return;
      yield this.#rest.subarray(0, end);
      this.#rest = this.#rest.subarray(end);
    }
  }

  #findEnd(): number | undefined {
    if (this.#rest.length < 2) return undefined;
    if (this.#handshakesLeft === 2) {
      this.#handshakesLeft--;
      return handshakeBytes;
    }
    if (this.#handshakesLeft === 1) {
      this.#handshakesLeft--;
      // A client of Bolt 5.8 then names the version that it chose. A message never begins with these two bytes.
      if (this.#rest.readUInt16BE(0) === 0) return chosenVersionBytes;
    }
    return findEndOfMessage(this.#rest);
  }
}

/** Four bytes that name the protocol, and four versions of four bytes. */
const handshakeBytes = 20;
/** A version, and a byte for its capabilities, of which the driver has none. */
const chosenVersionBytes = 5;

/** A message is chunks of up to 65,535 bytes, each after its length, and ends with the length 0. */
function findEndOfMessage(bytes: Buffer): number | undefined {
  let position = 0;
  while (position + 2 <= bytes.length) {
    const length = bytes.readUInt16BE(position);
    position += 2 + length;
    if (length === 0) return position;
  }
  return undefined;
}

const names: ReadonlyMap<number, ClientMessage['name']> = new Map([
  [0x10, 'run'],
  [0x11, 'begin'],
  [0x12, 'commit'],
  [0x3f, 'pull'],
]);

/** The name of a message by its tag, which stands after the length and a byte for the number of fields. Undefined for a handshake. */
function nameOf(message: Buffer): ClientMessage['name'] | undefined {
  if (message.length === chosenVersionBytes || message.readUInt32BE(0) === 0x6060b017) return undefined;
  return names.get(message[3]!) ?? 'other';
}
