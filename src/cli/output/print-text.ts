import { BulkgenError } from '../../errors.ts';

/**
 * Prints text or its bytes on stdout and waits until it is out. Answers false when nobody reads any more (`| head -1`),
 * which is no error; throws `write-failed` for anything else, such as a full disk.
 */
export async function printText(text: string | Uint8Array): Promise<boolean> {
  const error = await new Promise<NodeJS.ErrnoException | null | undefined>((resolve) => {
    process.stdout.write(text, resolve);
  });
  if (!error) return true;
  if (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED') return false;
  throw new BulkgenError('write-failed', `Could not write to stdout: ${error.message}`, { cause: error });
}
