import { Option } from 'commander';
import { BulkgenError } from '../../errors.ts';

/** The value of `liveOption`: a port, or `true` for any free one. */
export interface LiveChoice {
  readonly live?: number | true;
}

/** The option of the commands that can show their progress in a browser. */
export function liveOption(): Option {
  return new Option(
    '--live [port]',
    'show the progress on a page of this machine, on this port or any free one; bulkgen prints the address',
  ).argParser(readLivePort);
}

/** Only root may listen on the ports below 1024. */
const lowestPort = 1024;

function readLivePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port >= lowestPort && port <= 65_535) return port;
  throw new BulkgenError(
    'invalid-option',
    `Expected --live to be a port from ${lowestPort} to 65535, got \`${text}\``,
    {
      hint: 'Write a port such as --live 8080, or put --live at the end of the line for any free port.',
    },
  );
}
