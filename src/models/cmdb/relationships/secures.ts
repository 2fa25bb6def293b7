import { defineRelationship } from '../../../model/definition.ts';
import { createFill, type Fill } from '../../../model/link/fill.ts';
import { joinLinks } from '../../../model/link/join-links.ts';
import { reverseLinks } from '../../../model/link/reverse-links.ts';
import { estateOf } from '../structure/estate.ts';
import { joinOwn } from '../structure/own-cells.ts';

/** A certificate secures web applications of its cell. Each has one at most. */
export const secures = defineRelationship({
  type: 'SECURES',
  columns: {},
  rows(graph) {
    const links = joinOwn(estateOf(graph), {
      ...{ from: 'Certificate', to: 'WebApplication', each: 'to' },
      connect: (certificates, applications) => reverseLinks(fillCertificates(certificates, applications)),
    });
    return joinLinks(graph, [{ from: 'Certificate', to: 'WebApplication', links, write: () => {} }]);
  },
});

/** The web applications of a cell with its certificates, by rank: the first one secures the portal of a named service. */
export function fillCertificates(certificates: number, applications: number): Fill {
  return createFill({ sources: applications, targets: certificates, sizes: [3, 1, 2, 5, 1] });
}
