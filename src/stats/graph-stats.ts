// What `measureGraph` returns. Everything is plain data. Shares lie between 0 and 1.

/** The shape of a graph. */
export interface GraphStats {
  /** The folder that was read. */
  readonly folder: string;
  /** The model of an export; absent for third-party CSV. */
  readonly model?: { readonly name: string; readonly version: string };
  readonly nodes: number;
  readonly relationships: number;
  /** Relationships of third-party CSV that name a node which does not exist. No other figure contains them. */
  readonly dangling: number;
  /** How often values of `id`, `name` or the properties asked for occur again anywhere in the graph. */
  readonly repeated: readonly RepeatedValues[];
  readonly labels: readonly LabelStats[];
  readonly types: readonly TypeStats[];
}

/** Whether the values of a property are unique. */
export interface RepeatedValues {
  readonly property: string;
  /** How many nodes have the property. */
  readonly values: number;
  /** How many of them have a value that a node before them has. 0: all values are unique. */
  readonly repeated: number;
}

/** The nodes of one kind. */
export interface LabelStats {
  /** The label. Several labels of a third-party node are joined with colons, without those that all nodes have. */
  readonly label: string;
  readonly nodes: number;
  readonly properties: readonly PropertyStats[];
}

/** The values of one property of a label or type. */
export interface PropertyStats {
  readonly name: string;
  /** The type in the header, such as `string` or `int`. */
  readonly type: string;
  /** How many nodes or relationships do not have it. */
  readonly missing: number;
  /** The values, most frequent first. Absent if there are more than 32. */
  readonly values?: readonly ValueShare[];
  /** How many values occur again, for the properties whose uniqueness is measured. */
  readonly repeated?: number;
}

/** A value and how frequent it is. */
export interface ValueShare {
  readonly value: string;
  readonly rows: number;
  /** Of the nodes or relationships that have the property. */
  readonly share: number;
}

/** The relationships of one type. */
export interface TypeStats {
  readonly type: string;
  readonly rows: number;
  readonly properties: readonly PropertyStats[];
  /**
   * The type as a whole comes first. If it connects several kinds, then follow each kind of target with all of its sources,
   * each kind of source with all of its targets, and each pair of kinds, by rows.
   */
  readonly connections: readonly ConnectionStats[];
}

/** The relationships of one type between certain kinds of nodes. */
export interface ConnectionStats {
  /** The kinds of nodes that such relationships start at. */
  readonly from: readonly string[];
  /** The kinds of nodes that they end at. */
  readonly to: readonly string[];
  readonly rows: number;
  /** How many such relationships the nodes of the kinds `from` have. */
  readonly fanOut: DegreeStats;
  /** How many such relationships the nodes of the kinds `to` have. */
  readonly fanIn: DegreeStats;
  /** Nodes that are linked to themselves. */
  readonly selfLinked: number;
  /** Relationships whose two nodes a relationship before them connects in the same direction. */
  readonly repeatedPairs: number;
  readonly agreement: readonly Agreement[];
  readonly correlations: readonly Correlation[];
  /** What a publication reports about such relationships. */
  readonly published?: PublishedDegrees;
}

/** Quantiles by nearest rank, and how unequal the degrees are. */
export interface DegreeSummary {
  /** The share of nodes without a relationship. */
  readonly zero: number;
  readonly p50: number;
  readonly p75: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly p999: number;
  readonly mean: number;
  /** The share of the relationships that the 1 % of the nodes with the most have. */
  readonly topShare: number;
  /** The Gini coefficient: 0 if all nodes have the same, near 1 if one has everything. */
  readonly gini: number;
  /** The exponent of the tail from 20 up, by the discrete Hill estimator. Absent below 25 such nodes. */
  readonly exponent20?: number;
  /** The same from 50 up. */
  readonly exponent50?: number;
}

/** How many relationships the nodes of some kinds have. */
export interface DegreeStats extends DegreeSummary {
  /** How many nodes there are. */
  readonly nodes: number;
  /** How many of them have at least one relationship. */
  readonly linked: number;
  readonly max: number;
  /** Pairs of a degree and the share of nodes that have at least that degree: a curve of some hundred points at most. */
  readonly atLeast: readonly (readonly [degree: number, share: number])[];
}

/** How often both ends of a relationship have the same value of a property that has few values. */
export interface Agreement {
  readonly property: string;
  /** How many relationships have the property at both ends. */
  readonly rows: number;
  /** The share of them with the same value. */
  readonly same: number;
  /** The share that would have it if relationships connected the same ends at random. */
  readonly expected: number;
  /** Each pair of values that occurs, most frequent first. */
  readonly pairs: readonly ValuePair[];
}

/** The values at the two ends of relationships. */
export interface ValuePair {
  readonly from: string;
  readonly to: string;
  readonly rows: number;
}

/** Spearman's rank correlation of two figures of a node, from −1 to 1. */
export interface Correlation {
  readonly degree: 'fan-in' | 'fan-out';
  /** `fan-out` where a kind is linked to itself, or an integer property. */
  readonly with: string;
  readonly coefficient: number;
}

/** Published degrees. */
export interface PublishedDegrees {
  readonly source: string;
  readonly fanIn: PublishedSummary;
  readonly fanOut: PublishedSummary;
}

/** What is published about degrees, and what was computed from the data that the authors published. */
export type PublishedSummary = Required<DegreeSummary>;
