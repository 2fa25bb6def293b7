import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';

/** A page in a headless Chromium, driven by the DevTools protocol (https://chromedevtools.github.io/devtools-protocol). */
export interface BrowserPage {
  /** Calls a method of the protocol. */
  call(method: string, parameters?: object): Promise<Record<string, unknown>>;
  /** The value of a JavaScript expression in the page. */
  evaluate<Value>(expression: string): Promise<Value>;
  /** Waits until an expression is true in the page. */
  waitFor(expression: string): Promise<void>;
  /** What the page logged, with refusals of its content security policy. */
  readonly log: readonly string[];
}

export interface Browser extends AsyncDisposable {
  open(url: string): Promise<BrowserPage>;
}

/** The program of a Chromium on this machine. */
export function findChromium(): string | undefined {
  const names = ['chromium-headless-shell', 'chromium', 'google-chrome'];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

interface Message {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
  readonly params?: {
    readonly entry?: { readonly text: string };
    readonly args?: readonly { readonly value?: unknown }[];
  };
}

/** Starts a headless Chromium with an empty profile. */
export async function startBrowser(program: string): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), 'bulkgen-browser-'));
  const switches = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--hide-scrollbars'];
  const child = spawn(program, [...switches, '--remote-debugging-port=0', `--user-data-dir=${profile}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const connection = new Connection(await readEndpoint(child));
  await connection.opened;
  return {
    async open(url) {
      const { targetId } = await connection.call('Target.createTarget', { url: 'about:blank' });
      const { sessionId } = await connection.call('Target.attachToTarget', { targetId, flatten: true });
      return openPage(connection, sessionId as string, url);
    },
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit');
      const closed = connection.call('Browser.close'); // a kill would end only the script that started it
      await Promise.race([closed, ended]); // the browser may end before its answer is sent
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function readEndpoint({ stderr }: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: stderr! })) {
    const [, endpoint] = /DevTools listening on (ws:\S+)/.exec(line) ?? [];
    if (endpoint !== undefined) return endpoint;
  }
  throw new Error('Expected Chromium to print its endpoint, got none');
}

interface Answer {
  readonly resolve: (result: Record<string, unknown>) => void;
  readonly reject: (error: Error) => void;
}

/** Requests and answers over one socket, which all pages share. */
class Connection {
  readonly opened: Promise<unknown>;
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, Answer>();
  readonly #listeners = new Set<(message: Message) => void>();
  #lastId = 0;

  constructor(endpoint: string) {
    this.#socket = new WebSocket(endpoint);
    this.opened = once(this.#socket, 'open');
    this.#socket.onmessage = ({ data }) => this.#receive(JSON.parse(String(data)));
  }

  call(method: string, params: object = {}, sessionId?: string): Promise<Record<string, unknown>> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#socket.send(JSON.stringify({ id, method, params, sessionId }));
    });
  }

  listen(listener: (message: Message) => void): void {
    this.#listeners.add(listener);
  }

  #receive(message: Message): void {
    for (const listener of this.#listeners) listener(message);
    const answer = this.#waiting.get(message.id ?? 0);
    if (message.error) answer?.reject(new Error(message.error.message));
    else answer?.resolve(message.result ?? {});
    this.#waiting.delete(message.id ?? 0);
  }
}

async function openPage(connection: Connection, sessionId: string, url: string): Promise<BrowserPage> {
  const log: string[] = [];
  connection.listen(({ sessionId: of, params }) => {
    if (of !== sessionId) return;
    if (params?.entry) log.push(params.entry.text);
    if (params?.args) log.push(params.args.map(({ value }) => String(value)).join(' '));
  });
  const call: BrowserPage['call'] = (method, parameters) => connection.call(method, parameters, sessionId);
  await Promise.all([call('Log.enable'), call('Runtime.enable'), call('Page.enable')]);
  await call('Page.navigate', { url });
  async function evaluate<Value>(expression: string): Promise<Value> {
    const { result, exceptionDetails } = (await call('Runtime.evaluate', {
      ...{ expression, returnByValue: true, awaitPromise: true },
    })) as { result: { value: Value }; exceptionDetails?: { text: string } };
    if (exceptionDetails) throw new Error(`${exceptionDetails.text}: ${expression}`);
    return result.value;
  }
  return {
    ...{ call, evaluate, log },
    async waitFor(expression) {
      while (!(await evaluate<boolean>(`Boolean(${expression})`))) await new Promise((go) => setTimeout(go, 50));
    },
  };
}
