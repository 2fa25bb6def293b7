/** How to reach a database. */
export interface Connection {
  /** `bolt://host:port` or `neo4j://…`. */
  readonly uri: string;
  readonly username: string;
  readonly password: string;
  readonly database: string;
}
