/** One of Neo4j's property types, and how its values read as text. */
export interface ValueType<Value> {
  /** The name that Cypher's `valueType()` gives it, without `NOT NULL`. */
  readonly cypherType: string;
  /** A value as a message shows it. */
  toText(value: Value): string;
  /**
   * A value as text that no value of this or any other type shares, and that shows where it ends, so that such texts can
   * stand side by side. Digests are made of it: it never changes.
   */
  canonicalText(value: Value): string;
  /**
   * The canonical text of a value that Cypher's `toString()` made text. Only a type whose values cost the driver much more
   * than text has it; the database is then asked for text.
   */
  canonicalOfText?(text: string): string;
}

/** A property type that JavaScript has no type for; `kind` marks its values. */
export interface StructuredType<Value extends { readonly kind: string }> extends ValueType<Value> {
  readonly kind: Value['kind'];
  readonly driverClass: DriverClass;
  /** The arguments of the driver class's constructor. */
  toDriver(value: Value): readonly (number | bigint)[];
  /** The value of an object of the driver class, or undefined when no column can hold it. */
  fromDriver(fields: DriverFields): Value | undefined;
}

/** The classes that the Neo4j driver has for property values (`neo4j.types`). */
export type DriverClass = 'Date' | 'DateTime' | 'Duration' | 'LocalDateTime' | 'LocalTime' | 'Point' | 'Time';

/** An object of a driver class by field. Its integers are `bigint` or the driver's own: read them with `Number()`. */
export type DriverFields = Readonly<Record<string, unknown>>;
