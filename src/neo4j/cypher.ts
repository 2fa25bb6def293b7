import neo4j, { type Integer } from 'neo4j-driver';

/** A label, type or property name in Cypher. Names come from a model, never from data; values are parameters. */
export function quoteName(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

/** A JavaScript integer as an INTEGER parameter; a `number` would be sent as a FLOAT. */
export function toInteger(value: number): Integer {
  return neo4j.int(value);
}
