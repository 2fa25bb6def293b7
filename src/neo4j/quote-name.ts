/** A label, type or property name in Cypher. Names come from a model, never from data; values are parameters. */
export function quoteName(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}
