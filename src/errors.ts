/** Every error code and its exit kind. A new code needs a test that provokes it. */
const exitKinds = {
  'invalid-option': 'usage',
  'invalid-model': 'usage',
  'scale-too-large': 'usage',
  'foreign-folder': 'failed',
  'export-running': 'failed',
  'export-exists': 'failed',
  'write-failed': 'failed',
  'no-space': 'failed',
  'worker-failed': 'failed',
  'no-manifest': 'failed',
  'no-java': 'failed',
  'no-maven': 'failed',
  'provisioning-failed': 'failed',
  'checksum-differs': 'failed',
  'neo4j-missing': 'failed',
  'no-docker': 'failed',
  'docker-failed': 'failed',
  'no-container': 'failed',
  'several-containers': 'failed',
  'folder-unseen': 'failed',
  'target-unusable': 'failed',
  'nothing-can-import': 'failed',
  'neo4j-running': 'failed',
  'port-taken': 'failed',
  'start-failed': 'failed',
  'stop-failed': 'failed',
  'not-ready': 'failed',
  'no-memory': 'failed',
  'admin-failed': 'failed',
  'timed-out': 'failed',
  'store-inconsistent': 'failed',
  'store-missing': 'failed',
  'journal-invalid': 'failed',
  'nothing-kept': 'failed',
  'snapshot-missing': 'failed',
  'snapshot-exists': 'failed',
  'snapshot-damaged': 'wrong-data',
  'neo4j-older': 'failed',
  'database-changed': 'failed',
  'import-running': 'failed',
  'database-not-empty': 'failed',
  'ids-taken': 'failed',
  'relationships-foreign': 'failed',
  'load-running': 'failed',
  'load-unfinished': 'failed',
  'database-offline': 'failed',
  'database-unknown': 'failed',
  unreachable: 'failed',
  'wrong-password': 'failed',
  'no-password': 'failed',
  'query-failed': 'failed',
  'procedure-missing': 'failed',
  'csv-unreachable': 'failed',
  'schema-failed': 'failed',
  'goal-missed': 'failed',
  'manifest-invalid': 'wrong-data',
  'file-unreadable': 'failed',
  'file-missing': 'wrong-data',
  'file-differs': 'wrong-data',
  'file-unexpected': 'wrong-data',
  'counts-differ': 'wrong-data',
  'rows-differ': 'wrong-data',
  'files-broken': 'wrong-data',
  interrupted: 'interrupted',
  terminated: 'terminated',
} as const;

const exitCodes = { failed: 1, usage: 2, 'wrong-data': 3, interrupted: 130, terminated: 143 } as const;

/** The code of an error, stable for programs. */
export type ErrorCode = keyof typeof exitKinds;

/** What an error has beside its code and message. */
export interface BulkgenErrorOptions {
  /** What the user can do next: one imperative sentence. */
  readonly hint?: string | undefined;
  /** The original error. */
  readonly cause?: unknown;
  /** The single problems, when there are several at once. */
  readonly problems?: readonly BulkgenError[];
}

/**
 * The one error type of bulkgen: a code, a message, a hint and the original cause. A call that its `signal` ends throws the code
 * `interrupted` with `signal.reason` as the cause, or the reason itself if that is a `BulkgenError`.
 */
export class BulkgenError extends Error {
  override readonly name = 'BulkgenError';
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly problems: readonly BulkgenError[];

  constructor(code: ErrorCode, message: string, { hint, cause, problems = [] }: BulkgenErrorOptions = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.hint = hint;
    this.problems = problems;
  }

  /**
   * The options that message and hint name, as the functions of this package take them: `['force']` for a hint that says
   * `--force`.
   */
  get options(): readonly string[] {
    const flags = `${this.message} ${this.hint ?? ''}`.matchAll(/(?<![\w-])--([a-z][a-z0-9-]*)/g);
    return [...new Set(Array.from(flags, ([, flag]) => optionNames[flag!] ?? toCamelCase(flag!)))];
  }

  /** The exit code of the process for this error. */
  get exitCode(): number {
    return exitCodes[exitKinds[this.code]];
  }
}

/** Options of functions that do not have the name of their flag. */
const optionNames: Readonly<Record<string, string>> = { out: 'folder', target: 'kind', previous: 'keepPrevious' };

function toCamelCase(flag: string): string {
  return flag.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** Throws the abort reason as a `BulkgenError` when the signal has fired; does nothing otherwise. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return;
  throw signal.reason instanceof BulkgenError
    ? signal.reason
    : new BulkgenError('interrupted', 'Interrupted before the work was done', { cause: signal.reason });
}

/** Wraps an error of the file system (no permission, no space) with a message and a hint; returns any other unchanged. */
export function explainFileSystem(error: unknown, message: string, hint: string): unknown {
  if (error instanceof BulkgenError || !(error instanceof Error && 'syscall' in error)) return error;
  return new BulkgenError('write-failed', `${message}: ${error.message}`, { hint, cause: error });
}

/** What cures an error of the file system in a folder, without a full stop: `make it writable`. */
export function cureFor(error: unknown, folder = 'it'): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? '';
  if (['EACCES', 'EPERM', 'EROFS'].includes(code)) return `make ${folder} writable`;
  if (['ENOSPC', 'EDQUOT'].includes(code)) return 'free some space';
  if (['EEXIST', 'ENOTDIR'].includes(code))
    return `move the file or link that is in place of ${folder === 'it' ? 'a folder' : folder}`;
  return `make ${folder} writable and free some space`;
}

/** The error for a folder that does not exist or that the user may not read. */
export function folderMissing(path: string, cause: unknown): BulkgenError {
  return new BulkgenError('file-missing', `Expected \`${path}\` to be a readable folder`, {
    hint: 'Name the folder of the files, or make this folder readable.',
    cause,
  });
}
