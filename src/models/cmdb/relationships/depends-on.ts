import { boolean } from '../../../model/column/boolean.ts';
import { enumeration } from '../../../model/column/enumeration.ts';
import { integer } from '../../../model/column/integer.ts';
import { defineRelationship } from '../../../model/definition.ts';
import { joinLinks } from '../../../model/link/join-links.ts';
import { type Code, vocabulary } from '../../../model/vocabulary.ts';
import { apiProtocol, createApiProtocols } from '../nodes/api-service.ts';
import { createRequirement } from '../requirement.ts';
import { callsOf } from '../structure/call-list.ts';
import { estateOf } from '../structure/estate.ts';

const protocol = vocabulary('TCP', 'HTTP', 'gRPC', 'AMQP');
type Protocol = Code<(typeof protocol.words)[number]>;
const remote: readonly Protocol[] = (['HTTP', 'gRPC', 'gRPC', 'AMQP'] as const).map(protocol.code);
/** What carries the calls of an API, by the code of its protocol: gRPC is its own, all others are over HTTP. */
const carriers = apiProtocol.words.map((word) => protocol.code(word === 'gRPC' ? 'gRPC' : 'HTTP'));
const columns = { protocol: enumeration(protocol), required: boolean(), timeoutMs: integer() };

/**
 * Applications depend on applications and on databases of their own environment. What is required is at least as critical as what requires it. No
 * path leads back, and none is longer than six.
 */
export const dependsOn = defineRelationship({
  type: 'DEPENDS_ON',
  columns,
  rows(graph) {
    const calls = callsOf(graph, estateOf(graph));
    const apiProtocolOf = createApiProtocols(graph);
    return joinLinks<typeof columns>(
      graph,
      calls.map(({ from, to, links }) => {
        const isRequired = createRequirement(graph, from, to);
        const isDatabase = to === 'Database';
        const protocolOf =
          to === 'APIService'
            ? (_source: number, target: number) => carriers[apiProtocolOf(target)]!
            : isDatabase
              ? () => tcp
              : (source: number, target: number) => remote[(source + target) & 3]!;
        return {
          ...{ from, to, links },
          write(cell, _row, source, target) {
            cell.protocol(protocolOf(source, target));
            cell.required(isRequired(source, target));
            cell.timeoutMs(isDatabase ? 5_000 : 250 * (1 + ((7 * source + target) & 31)));
          },
        };
      }),
    );
  },
});

const tcp = protocol.code('TCP');
