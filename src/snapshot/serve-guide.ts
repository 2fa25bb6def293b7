import { once } from 'node:events';
import { createServer } from 'node:http';
import { listenOnLoopback } from '../system/port.ts';
import type { SnapshotManifest } from './snapshot-manifest.ts';

/** Free on most machines, and next to the ports of Neo4j. */
const preferredPort = 7475;

export interface ServedGuide {
  readonly guideUri: string;
  readonly styleUri: string;
  /** Resolves when the signal fires. */
  readonly ended: Promise<void>;
}

/**
 * Serves the guide and the style of a snapshot on the loopback address, to pages of any origin, until the signal fires. The URIs
 * name `localhost`, the only host of this machine that the default `browser.remote_content_hostname_whitelist` allows.
 */
export async function serveGuide(manifest: SnapshotManifest, signal: AbortSignal): Promise<ServedGuide> {
  const { formatGuide, formatStyle } = await import('./browser-guide.ts');
  const pages = new Map([
    ['/guide.html', { type: 'text/html', text: formatGuide(manifest) }],
    ['/style.grass', { type: 'text/plain', text: formatStyle(manifest) }],
  ]);
  const server = createServer((request, response) => {
    const page = pages.get(request.url ?? '');
    response.writeHead(page ? 200 : 404, {
      'content-type': `${page?.type ?? 'text/plain'}; charset=utf-8`,
      'access-control-allow-origin': '*',
      'access-control-allow-headers': '*', // Neo4j Browser sends `pragma` and `cache-control`, after a preflight request
    });
    response.end(request.method === 'OPTIONS' ? '' : (page?.text ?? 'Available: /guide.html and /style.grass.\n'));
  });
  const port = await listenOnLoopback(server, preferredPort).catch(() => listenOnLoopback(server, 0));
  const ended = (signal.aborted ? Promise.resolve() : once(signal, 'abort')).then(() => {
    server.close();
    server.closeAllConnections();
  });
  const origin = `http://localhost:${port}`;
  return { guideUri: `${origin}/guide.html`, styleUri: `${origin}/style.grass`, ended };
}
