import { date } from '../../../model/column/date.ts';
import { enumeration } from '../../../model/column/enumeration.ts';
import { reference } from '../../../model/column/identity.ts';
import { integer } from '../../../model/column/integer.ts';
import { optional } from '../../../model/column/optional.ts';
import { vocabulary } from '../../../model/vocabulary.ts';
import { agesOf } from '../ages.ts';
import { defineCiClass } from '../ci-class.ts';
import { listSiteCodes } from '../cities.ts';
import { siteName } from '../columns/site-name.ts';
import { ciColumns, operational, writeState } from '../configuration-item.ts';
import { estateOf } from '../structure/estate.ts';
import { criticality, environment } from '../words.ts';

const nameWord = vocabulary('-r');
const room = vocabulary('A', 'B', 'C', 'D');
/** The power feeds of the rooms: each room has a feed A and a feed B. */
const feedA = vocabulary(...room.words.map((name) => `room ${name} feed A`));
const feedB = vocabulary(...room.words.map((name) => `room ${name} feed B`));

const [racksPerRow, rowsPerRoom] = [12, 20];

const state = {
  status: operational,
  criticality: criticality.code('HIGH'),
  environment: environment.code('production'),
};

export const rack = defineCiClass({
  label: 'Rack',
  id: { prefix: 'rack', digits: 6 },
  columns: {
    ...ciColumns('Rack', { name: siteName(nameWord, 4), csdmClass: 'cmdb_ci_rack' }),
    room: enumeration(room),
    row: integer(),
    units: integer(),
    powerFeedA: enumeration(feedA),
    powerFeedB: enumeration(feedB),
    installedOn: date(),
    datacenter: optional(reference('DataCenter')),
  },
  share: 90,
  precedence: 4,
  rows(graph) {
    const { sites } = estateOf(graph);
    const codes = listSiteCodes(graph);
    const ages = agesOf(graph);
    return (ordinal, cell) => {
      const site = sites.count > 0 ? sites.racks.partOf(ordinal) : 0;
      const number = sites.count > 0 ? ordinal - sites.racks.first(site) : ordinal;
      const { city, number: siteNumber } = codes[site]!;
      const row = Math.floor(number / racksPerRow);
      const place = Math.floor(row / rowsPerRoom) % room.codes.length;
      cell.id(ordinal);
      cell.name(city, siteNumber, nameWord.codes[0]!, number + 1);
      writeState(cell, state);
      cell.room(room.codes[place]!);
      cell.row((row % rowsPerRoom) + 1 + rowsPerRoom * Math.floor(row / (rowsPerRoom * room.codes.length)));
      cell.units(42);
      cell.powerFeedA(feedA.codes[place]!);
      cell.powerFeedB(feedB.codes[place]!);
      cell.installedOn(graph.asOfDay - ages.ofRack(ordinal));
      cell.datacenter(sites.count > 0 ? site : null);
    };
  },
});
