/** A small folder on which the lint and the importer must agree. */
export interface CorpusCase {
  readonly name: string;
  /** What the case is about; the test of agreement has one title for each kind. */
  readonly kind: string;
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** Options of neo4j-admin, without the dashes. */
  readonly options?: Readonly<Record<string, string>>;
}
