/** The outcome of an import of a folder by the real importer. */
export interface Verdict {
  /** Whether the import succeeded. */
  readonly imports: boolean;
  /** The counts that the importer printed, if it succeeded. */
  readonly nodes?: number;
  readonly relationships?: number;
  readonly properties?: number;
  /** For a case of the kind `values`: the stored property `v` as `type: value`; empty if there is none. */
  readonly stored?: string;
  /** The reason that the importer gave, if it failed. */
  readonly reason?: string;
}
