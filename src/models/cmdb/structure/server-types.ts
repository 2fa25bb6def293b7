import type { GraphContext } from '../../../model/definition.ts';
import { createPattern } from '../../../model/pattern.ts';
import { type Code, vocabulary } from '../../../model/vocabulary.ts';
import { environment } from '../words.ts';
import { weighEnvironments } from './cells.ts';

/** What a server is for: containers, databases or backups. */
export const serverType = vocabulary('Compute', 'Database', 'Backup');

/** What a server is for and in which environment, as one word. */
const kind = vocabulary(
  ...serverType.words.flatMap((type) => environment.words.map((where) => `${type} ${where}` as const)),
);

/**
 * A period of servers: C is compute, D database, B backup; p is production, s staging, t test, d development. The first two database servers, which
 * the named services have, are connected to two switches.
 */
const period =
  'Cp Cp Dp Cs Ct Cd Ds Dt Dd Dp Cp Cp Cp Cs Cp Dp Cp Bp Ct Cp Cp Dp Cp Cs Cp Bp Cp Dp Ct Cp Cd Cp Bp Ds Cp Cs Cp Dp Ct Cp Bp';

/** Which servers are for what. The n-th server of a type in an environment is arithmetic. */
export interface ServerTypes {
  typeOf(server: number): Code<(typeof serverType.words)[number]>;
  environmentOf(server: number): Code<(typeof environment.words)[number]>;
  /** How many servers of a type an environment has. */
  count(type: 'Compute' | 'Database', environment: number): number;
  /** How many of them have a lower number than a server. */
  countBefore(type: 'Compute' | 'Database', environment: number, server: number): number;
  /** The n-th of them. */
  nth(type: 'Compute' | 'Database', environment: number, n: number): number;
  /** The number of a server among those of its type and environment. */
  placeOf(server: number): number;
}

export function createServerTypes(graph: GraphContext): ServerTypes {
  const { count: servers } = graph.nodes('Server');
  const hasTests = weighEnvironments(graph.scale)[1]! > 0;
  const sequence = period.split(' ').map((letters) => {
    const type = 'CDB'.indexOf(letters[0]!);
    const where = hasTests ? 'pstd'.indexOf(letters[1]!) : 0;
    return kind.codes[type * environment.words.length + where]!;
  });
  const pattern = createPattern(sequence);
  const codeOf = (type: 'Compute' | 'Database', where: number) =>
    kind.codes[serverType.code(type) * environment.words.length + where]!;
  const at = (server: number): number => pattern.at(server);
  const codes = environment.codes.map((where) => ({
    Compute: codeOf('Compute', where),
    Database: codeOf('Database', where),
  }));
  return {
    typeOf: (server) => serverType.codes[Math.floor(at(server) / environment.words.length)]!,
    environmentOf: (server) => environment.codes[at(server) % environment.words.length]!,
    count: (type, where) => pattern.count(codeOf(type, where), servers),
    countBefore: (type, where, server) => pattern.count(codeOf(type, where), server),
    nth: (type, where, n) => pattern.nth(codes[where]![type], n),
    placeOf: (server) => pattern.count(pattern.at(server), server),
  };
}
