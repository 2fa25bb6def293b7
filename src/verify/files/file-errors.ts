import { BulkgenError } from '../../errors.ts';

/** Errors of the file system in our words; our own as they are. */
export function fileUnreadable(path: string, cause: unknown): BulkgenError {
  if (cause instanceof BulkgenError) return cause;
  if (String((cause as { code?: unknown }).code).startsWith('Z_')) {
    const message = `Expected ${path} to be whole and compressed: ${(cause as Error).message}`;
    const hint = 'The file was changed after the export: make it anew with `bulkgen export`.';
    return new BulkgenError('file-differs', message, { hint, cause });
  }
  return new BulkgenError('file-unreadable', `Could not read ${path}: ${(cause as Error).message}`, {
    hint: 'Make it readable for this user, or make the export anew with `bulkgen export`.',
    cause,
  });
}
