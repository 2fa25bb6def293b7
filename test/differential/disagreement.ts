/** A case about which the lint and the importer disagree. */
export interface Disagreement {
  /** Of Neo4j. */
  readonly version: string;
  /** The type of the column, with the options of its header. */
  readonly type: string;
  readonly value: string;
  /** `false alarm`: the importer takes the value. `silence`: it refuses the value. `value`: it stores another value. */
  readonly kind: 'false alarm' | 'silence' | 'value';
  readonly detail: string;
}
