import { date } from '../../../model/column/date.ts';
import { enumeration } from '../../../model/column/enumeration.ts';
import { text } from '../../../model/column/text.ts';
import type { GraphContext } from '../../../model/definition.ts';
import { vocabulary } from '../../../model/vocabulary.ts';
import { ownerTeam, tabulateCells } from '../agreement.ts';
import { createPublicTest, isOpen } from '../application.ts';
import { defineCiClass } from '../ci-class.ts';
import { ciColumns, operational, writeState } from '../configuration-item.ts';
import { createNaming, nameStart } from '../names.ts';
import { fillCertificates } from '../relationships/secures.ts';
import { estateOf } from '../structure/estate.ts';
import { environment } from '../words.ts';
import { webKind } from './web-application.ts';

const issuer = vocabulary(
  ...(["Let's Encrypt R13", "Let's Encrypt E8", 'DigiCert Global G2', 'Sectigo RSA DV'] as const),
  'Internal Issuing CA 2',
);
const [encryptRsa, encryptEcdsa, digiCert, sectigo, companyIssuer] = issuer.codes;
/** How many days a certificate is valid, by issuer. */
const validDays = [90, 90, 397, 397, 730];
/** The issuers that the browsers of customers trust, by two bits: of RSA keys and of ECDSA keys. The company itself issues all other certificates. */
const publicIssuers = [
  [encryptRsa!, encryptRsa!, digiCert!, sectigo!],
  [encryptEcdsa!, encryptEcdsa!, encryptEcdsa!, encryptEcdsa!],
];
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
    const naming = createNaming(estate, layout);
    const isPublic = createPublicity(graph);
    const { environments, criticalities, teams } = tabulateCells(estate.cells);
    const draws = graph.stream('Certificate/certificate');
    return (ordinal, cell) => {
      const at = layout.partOf(ordinal);
      const bits = draws.bits(ordinal);
      const service = naming.serviceOf(ordinal, at);
      const key = (bits >>> 2) & 3;
      const ownIssuer = isPublic(ordinal, at) ? publicIssuers[key >> 1]![bits & 3]! : companyIssuer!;
      const days = validDays[ownIssuer]!;
      const validFrom = graph.asOfDay - 1 - ((bits >>> 4) % (days - 2)); // still valid on the as-of date
      const number = service < 0 ? `-${ordinal}` : '';
      const zone = ownIssuer === companyIssuer ? `${environment.word(environments[at]!)}.corp.example` : 'example.com';
      cell.id(ordinal);
      cell.name(`${nameStart.word(naming.startOf(service, at))}${number}.${zone}`);
      writeState(cell, {
        status: operational,
        criticality: criticalities[at]!,
        environment: environments[at]!,
      });
      cell.issuer(ownIssuer);
      cell.keyAlgorithm(keyAlgorithm.codes[key]!);
      cell.ownerTeam(teams[at]!);
      cell.validFrom(validFrom);
      cell.validUntil(validFrom + days);
    };
  },
});

/** Makes the function that says whether customers use a web application that a certificate of a cell secures. */
function createPublicity(graph: GraphContext): (certificate: number, cell: number) => boolean {
  const { cells, layout } = estateOf(graph);
  const [certificates, applications] = [layout('Certificate'), layout('WebApplication')];
  const isPublic = createPublicTest(graph, webKind);
  const secured = cells.map((cell, at) =>
    isOpen(cell) ? fillCertificates(certificates.size(at), applications.size(at)) : undefined,
  );
  return (certificate, cell) => {
    const fill = secured[cell];
    if (!fill) return false;
    const place = certificate - certificates.first(cell);
    const end = fill.first(place + 1);
    for (let application = fill.first(place); application < end; application++) {
      if (isPublic(applications.first(cell) + application, cell)) return true;
    }
    return false;
  };
}
