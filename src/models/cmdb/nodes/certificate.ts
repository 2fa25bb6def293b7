import { date } from '../../../model/column/date.ts';
import { enumeration } from '../../../model/column/enumeration.ts';
import { text } from '../../../model/column/text.ts';
import { vocabulary } from '../../../model/vocabulary.ts';
import { ownerTeam, tabulateCells } from '../agreement.ts';
import { defineCiClass } from '../ci-class.ts';
import { ciColumns, statuses, writeState } from '../configuration-item.ts';
import { domain } from '../structure/cells.ts';
import { estateOf } from '../structure/estate.ts';
import { environment } from '../words.ts';

const issuer = vocabulary("Let's Encrypt R11", 'DigiCert Global G2', 'Sectigo RSA DV', 'Internal Issuing CA 2');
/** How many days a certificate is valid, by issuer. */
const validDays = [90, 397, 397, 730];
const keyAlgorithm = vocabulary('RSA 2048', 'RSA 4096', 'ECDSA P-256', 'ECDSA P-384');

export const certificate = defineCiClass({
  label: 'Certificate',
  id: { prefix: 'cert', digits: 6 },
  columns: {
    ...ciColumns('Certificate', { name: text(80), csdmClass: 'cmdb_ci_certificate' }),
    issuer: enumeration(issuer),
    keyAlgorithm: enumeration(keyAlgorithm),
    ownerTeam: enumeration(ownerTeam),
    validFrom: date(),
    validUntil: date(),
  },
  share: 100,
  precedence: 19,
  rows(graph) {
    const estate = estateOf(graph);
    const layout = estate.layout('Certificate');
    const { environments, criticalities, teams, domains } = tabulateCells(estate.cells);
    const draws = graph.stream('Certificate/certificate');
    return (ordinal, cell) => {
      const at = layout.partOf(ordinal);
      const bits = draws.bits(ordinal);
      const maker = bits & 3;
      const days = validDays[maker]!;
      const validFrom = graph.asOfDay - 1 - ((bits >>> 4) % (days - 2)); // still valid on the as-of date
      cell.id(ordinal);
      cell.name(`${domain.word(domains[at]!)}-${ordinal}.${environment.word(environments[at]!)}.example.com`);
      writeState(cell, {
        status: statuses[0]!,
        criticality: criticalities[at]!,
        environment: environments[at]!,
      });
      cell.issuer(issuer.codes[maker]!);
      cell.keyAlgorithm(keyAlgorithm.codes[(bits >>> 2) & 3]!);
      cell.ownerTeam(teams[at]!);
      cell.validFrom(validFrom);
      cell.validUntil(validFrom + days);
    };
  },
});
