/** A node by its kind and its number within the kind. */
export interface NodeNumber {
  readonly label: string;
  readonly number: number;
}

/** How a failure spreads along the relationships of a type. */
export interface FailureRule {
  readonly type: string;
  /** The label at which the rows start; any by default. */
  readonly from?: string;
  /** The label at which they end; any by default. */
  readonly to?: string;
  /** The end that feels it when the other end fails. */
  readonly fails: 'source' | 'target';
  /**
   * How many of its rows a node that feels it needs, by its number within its kind; all by default. Redundancy such as two power feeds is a
   * number below that of its rows.
   */
  readonly needed?: (node: number) => number;
  /** Whether a row carries a failure, by the numbers of its ends; always by default. */
  readonly isRequired?: (source: number, target: number) => boolean;
}
