import { boolean } from '../../../model/column/boolean.ts';
import { date } from '../../../model/column/date.ts';
import { enumeration } from '../../../model/column/enumeration.ts';
import { reference } from '../../../model/column/identity.ts';
import { integer, long } from '../../../model/column/integer.ts';
import { ipAddress } from '../../../model/column/ip-address.ts';
import { version } from '../../../model/column/version.ts';
import { drawAnyWord, vocabulary } from '../../../model/vocabulary.ts';
import { defineCiClass } from '../ci-class.ts';
import { ciColumns, createCiCells } from '../configuration-item.ts';
import { createNetwork, deviceTypes } from '../network.ts';
import { deviceType } from '../words.ts';

const nameWord = vocabulary('rtr', 'sw', 'fw', 'lb');
const nameOfType = deviceType.codes.map((code) => nameWord.codes[code]!);
const vendor = vocabulary('Cisco', 'Juniper', 'Arista', 'Palo Alto Networks', 'Fortinet', 'F5');
const speeds = [1_000, 10_000, 25_000, 40_000, 100_000];

export const networkDevice = defineCiClass({
  label: 'NetworkDevice',
  id: { prefix: 'net', digits: 6 },
  columns: {
    ...ciColumns('NetworkDevice', nameWord),
    deviceType: enumeration(deviceType),
    vendor: enumeration(vendor),
    firmware: version(),
    managementIp: ipAddress(),
    ports: integer(),
    throughputBitsPerSecond: long(),
    redundantPower: boolean(),
    installedOn: date(),
    datacenter: reference('DataCenter'),
  },
  share: 400,
  precedence: 4,
  rows(graph) {
    const network = createNetwork(graph);
    const writeCi = createCiCells(graph, 'NetworkDevice');
    const drawVendor = drawAnyWord(graph.stream('NetworkDevice/vendor'), vendor);
    const firmware = graph.stream('NetworkDevice/firmware');
    const ports = graph.stream('NetworkDevice/ports');
    const throughput = graph.stream('NetworkDevice/throughput');
    const power = graph.stream('NetworkDevice/redundantPower');
    const ages = graph.stream('NetworkDevice/installedOn');
    return (ordinal, cell) => {
      const type = deviceTypes.at(network.numberOf(ordinal));
      writeCi(ordinal, cell, nameOfType[type]!);
      cell.deviceType(type);
      cell.vendor(drawVendor(ordinal));
      cell.firmware(
        firmware.between(7, 24, ordinal, 0),
        firmware.below(10, ordinal, 1),
        firmware.below(30, ordinal, 2),
      );
      cell.managementIp(0xac10_0000 + (ordinal % 0x10_0000)); // 172.16.0.0/12
      cell.ports(12 * ports.between(1, 8, ordinal));
      cell.throughputBitsPerSecond(speeds[throughput.below(speeds.length, ordinal)]! * 1_000_000);
      cell.redundantPower(power.chance(7, 10, ordinal));
      cell.installedOn(graph.asOfDay - ages.between(30, 2_500, ordinal));
      cell.datacenter(network.dataCenterOf(ordinal));
    };
  },
});
