import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listenOnLoopback } from '../../system/port.ts';
import type { LiveHistory } from './live-history.ts';
import type { LiveUpdate } from './live-update.ts';
import { readPage } from './page.ts';

const millisecondsBetweenUpdates = 500;
/** Pages that a browser keeps open. Each costs a socket. */
const mostReaders = 20;
/** A reader that does not take what it gets is cut off at so many bytes. */
const mostBytesWaiting = 2 ** 20;
/** How long the end of a command waits for a slow browser. */
const millisecondsForTheEnd = 500;

export interface LiveServer {
  /** The address of the page. Its secret part keeps out other users of this machine, and pages of other sites. */
  readonly url: string;
  /** Sends the last state, ends all connections and the server. Takes half a second at most. */
  end(): Promise<void>;
}

/** Serves the page of a history on 127.0.0.1, to requests that name this host. For port 0 the system chooses a free port. */
export async function serveLive(history: LiveHistory, port: number): Promise<LiveServer> {
  const page = await readPage();
  const path = `/${randomBytes(16).toString('base64url')}/`;
  const readers = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    const refusal = refuse(request);
    if (refusal) answer(response, refusal.status, refusal.text, { 'content-type': 'text/plain; charset=utf-8' });
    else if (request.url === path) {
      const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': page.policy };
      answer(response, 200, request.method === 'HEAD' ? '' : page.html, headers);
    } else if (request.url !== `${path}events`) answer(response, 404, 'Not found\n');
    else if (readers.size >= mostReaders) answer(response, 503, 'Too many open pages\n');
    else if (request.method === 'HEAD') answer(response, 200, '', eventHeaders);
    else addReader(response);
  });
  const addReader = (response: ServerResponse): void => {
    response.writeHead(200, { ...commonHeaders, ...eventHeaders });
    response.write(`retry: 1000\n${formatEvent(history.readAll())}`);
    readers.add(response);
    response.once('close', () => readers.delete(response));
  };
  const send = (update: LiveUpdate): void => {
    const event = formatEvent(update);
    for (const reader of readers) {
      if (reader.writableLength > mostBytesWaiting) reader.destroy();
      else reader.write(event);
    }
  };
  const listening = await listenOnLoopback(server.unref(), port);
  const ticks = setInterval(() => send(history.takeChanges()), millisecondsBetweenUpdates).unref();
  return {
    url: `http://127.0.0.1:${listening}${path}`,
    async end() {
      clearInterval(ticks);
      send(history.takeChanges());
      const written = [...readers].map((reader) => once(reader.end(), 'close').catch(() => undefined));
      server.close();
      await Promise.race([Promise.all(written), waitAtMost(millisecondsForTheEnd)]);
      server.closeAllConnections();
    },
  };
}

const commonHeaders = {
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};
const eventHeaders = { 'content-type': 'text/event-stream; charset=utf-8' };

/**
 * Why a request gets nothing. A page of another site can send its name to 127.0.0.1 (DNS rebinding), but not a false `Host`. The
 * port is not compared, because it may be forwarded to another one.
 */
function refuse({ method, headers }: IncomingMessage): { readonly status: number; readonly text: string } | undefined {
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/i.test(headers.host ?? '')) {
    return { status: 403, text: 'Open this page by the name 127.0.0.1 or localhost\n' };
  }
  if (method !== 'GET' && method !== 'HEAD') return { status: 405, text: 'Only GET and HEAD are allowed\n' };
  return undefined;
}

function answer(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = { 'content-type': 'text/plain; charset=utf-8' },
): void {
  response.writeHead(status, { ...commonHeaders, ...headers }).end(text);
}

function formatEvent(update: LiveUpdate): string {
  return `data: ${JSON.stringify(update)}\n\n`;
}

function waitAtMost(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
