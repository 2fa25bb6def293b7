import type { Target } from '../targets/target.ts';

/** The number of the last transaction of a stopped database; undefined when neo4j-admin does not know it for certain. */
export async function readStoppedTransaction(
  target: Target,
  database: string,
  signal: AbortSignal | undefined,
): Promise<bigint | undefined> {
  const args = ['database', 'info', database, '--format=json'];
  const { exitCode, lastLines } = await target.runAdmin(args, { ...(signal && { signal }) });
  if (exitCode !== 0) return undefined;
  try {
    const { inUse, recoveryRequired, lastCommittedTransaction } = JSON.parse(
      lastLines.findLast((line) => line.startsWith('{')) ?? '',
    );
    return inUse === 'false' && recoveryRequired === 'false' ? BigInt(lastCommittedTransaction) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The number of the transaction that a bookmark of Neo4j 5 or newer names; undefined for any other text. Such a bookmark is
 * `FB:` and base64 of PackStream: a list of the database's UUID (bytes) and the number, then an empty list.
 */
export function transactionOf(bookmark: string): bigint | undefined {
  const bytes = /^FB:[\w+/=-]+$/.test(bookmark) ? Buffer.from(bookmark.slice(3), 'base64') : Buffer.alloc(0);
  const start = bytes.subarray(0, 3).toString('hex');
  const number = bytes.subarray(19, -1);
  if (start !== '91cc10' || bytes.at(-1) !== 0x90) return undefined;
  return readInteger(number);
}

/** A PackStream integer: one byte up to 127, else a marker and 1, 2, 4 or 8 bytes. */
function readInteger(bytes: Buffer): bigint | undefined {
  const [marker] = bytes;
  if (bytes.length === 1 && marker! < 0x80) return BigInt(marker!);
  const size = { 200: 1, 201: 2, 202: 4, 203: 8 }[marker ?? 0];
  if (size === undefined || bytes.length !== 1 + size) return undefined;
  return BigInt.asIntN(size * 8, BigInt(`0x${bytes.subarray(1).toString('hex')}`));
}
