/** What the importer made of a folder. */
export interface Verdict {
  /** Whether it took it. */
  readonly imports: boolean;
  /** What it says it imported, where it did. */
  readonly nodes?: number;
  readonly relationships?: number;
  readonly properties?: number;
  /** Of a case of kind `values`: what property `v` is afterwards, `type: value`; empty where there is none. */
  readonly stored?: string;
  /** Its own reason, where it did not. */
  readonly reason?: string;
}
