import { secondsPerDay } from '../../../model/calendar.ts';
import { boolean } from '../../../model/column/boolean.ts';
import { date } from '../../../model/column/date.ts';
import { datetime } from '../../../model/column/datetime.ts';
import { decimal } from '../../../model/column/decimal.ts';
import { enumeration } from '../../../model/column/enumeration.ts';
import { reference } from '../../../model/column/identity.ts';
import { integer, long } from '../../../model/column/integer.ts';
import { ipAddress } from '../../../model/column/ip-address.ts';
import { optional } from '../../../model/column/optional.ts';
import { createPattern } from '../../../model/pattern.ts';
import { drawWord, vocabulary } from '../../../model/vocabulary.ts';
import { defineCiClass } from '../ci-class.ts';
import { ciColumns, createCiCells } from '../configuration-item.ts';
import { createServerPlacement } from '../placement.ts';
import { serverType } from '../words.ts';

const nameWord = vocabulary('web', 'app', 'db', 'cache', 'compute', 'storage');
const os = vocabulary('RHEL 9', 'Ubuntu 24.04 LTS', 'Debian 12', 'Windows Server 2022', 'SLES 15');
const osWeights = { 'RHEL 9': 34, 'Ubuntu 24.04 LTS': 28, 'Debian 12': 14, 'Windows Server 2022': 18, 'SLES 15': 6 };

/** The kind of a server repeats every 20 ordinals, so the n-th database server is arithmetic. */
export const serverTypes = createPattern(
  (
    [
      ...['DB', 'Web', 'App', 'App', 'Compute', 'App', 'Web', 'DB', 'Cache', 'App'],
      ...['Storage', 'Web', 'App', 'Compute', 'DB', 'App', 'Web', 'Compute', 'App', 'Compute'],
    ] as (typeof serverType.words)[number][]
  ).map(serverType.code),
);

export const server = defineCiClass({
  label: 'Server',
  id: { prefix: 'srv', digits: 7 },
  columns: {
    ...ciColumns('Server', nameWord),
    serverType: enumeration(serverType),
    os: enumeration(os),
    ip: ipAddress(),
    cpuCores: integer(),
    memoryGb: integer(),
    diskBytes: long(),
    cpuLoad: decimal(2),
    virtual: boolean(),
    purchasedOn: date(),
    warrantyUntil: optional(date()),
    lastBootAt: datetime(),
    datacenter: optional(reference('DataCenter')),
  },
  share: 'rest',
  precedence: 1,
  rows(graph) {
    const placeServer = createServerPlacement(graph);
    const hasDataCenter = graph.nodes('DataCenter').count > 0;
    const writeCi = createCiCells(graph, 'Server');
    const drawOs = drawWord(graph.stream('Server/os'), os, osWeights);
    const cores = graph.stream('Server/cpuCores');
    const memory = graph.stream('Server/memoryGb');
    const disks = graph.stream('Server/diskBytes');
    const load = graph.stream('Server/cpuLoad');
    const virtual = graph.stream('Server/virtual');
    const ages = graph.stream('Server/purchasedOn');
    const boots = graph.stream('Server/lastBootAt');
    return (ordinal, cell) => {
      const type = serverTypes.at(ordinal);
      writeCi(ordinal, cell, nameWord.codes[type]!);
      cell.serverType(type);
      cell.os(drawOs(ordinal));
      cell.ip(0x0a00_0000 + (ordinal % 0x100_0000)); // 10.0.0.0/8
      const cpuCores = 4 << cores.below(5, ordinal);
      cell.cpuCores(cpuCores);
      cell.memoryGb(cpuCores << memory.between(1, 3, ordinal));
      cell.diskBytes(disks.between(1, 64, ordinal) * 250_000_000_000);
      cell.cpuLoad(load.below(10_001, ordinal));
      const isVirtual = virtual.chance(7, 10, ordinal);
      cell.virtual(isVirtual);
      const age = ages.between(130, 2_200, ordinal); // bought before its last boot
      cell.purchasedOn(graph.asOfDay - age);
      cell.warrantyUntil(isVirtual ? null : graph.asOfDay - age + 1_826);
      cell.lastBootAt(graph.asOfDay * secondsPerDay - boots.between(60, 120 * secondsPerDay, ordinal));
      cell.datacenter(hasDataCenter ? placeServer(ordinal) : null);
    };
  },
});
