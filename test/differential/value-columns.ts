// The columns whose values the differential test changes: for each type, texts to begin with and the characters to insert.

export interface ValueColumn {
  /** The cell of the header, without the name: `int`, `time{timezone:+02:00}`. */
  readonly type: string;
  readonly isNormalized: boolean;
  readonly seeds: readonly string[];
  readonly insertions: readonly string[];
}

const digits = [...'0123456789'];
const blanks = [' ', '\t', '\u00a0', '\u2003', '\ufeff', '\u2028', '\u001c', '\v'];

interface Grammar {
  readonly seeds: readonly string[];
  readonly insertions: readonly string[];
}

const wholes: Grammar = {
  seeds: [
    ...['1', '-5', '007', '0', '-0', '+3', '1.0', ' 4 ', '123456789', '127', '-128', '32767', '-32769', '2147483647'],
    ...['-2147483649', '9223372036854775807', '-9223372036854775808', '18446744073709551616', '1e3', '0x10', '1_0'],
  ],
  insertions: [...digits, ...blanks, ...'-+.eEx_,', '٣', '１', '99999'],
};

const decimals: Grammar = {
  seeds: [
    ...['1.5', '-1e10', '1E-5', 'NaN', 'Infinity', '-Infinity', '+NaN', '0x1p3', '0x.8P-2f', '1_000', '1d', '7F', '.5'],
    ...['5.', '1,5', '1.7976931348623157e308', '3.4028235e38', '3.4028236e38', '1e-45', '4.9E-324', '1E50', '-0.0'],
    ...['0e999', '1e400', '1e-400', '0x1p1024', '0x1p-1100', '0x0p0', '16777217', '0.1'],
  ],
  insertions: [...digits, ...blanks, ...'.eE+-xXpPfFdDaNnI_,', 'NaN', 'Infinity', '00000'],
};

const dates = [
  ...[
    '2020-01-31',
    '20200131',
    '2020-1-5',
    '2020-02',
    '202002',
    '2020',
    '2020-W05',
    '2020-W05-3',
    '2020W053',
    '2020W05-3',
  ],
  ...['2020-W53-7', '2021-W53', '2020-Q1', '2020-Q1-05', '2020Q191', '2021-Q1-91', '2020Q2-91', '2020-031', '2020366'],
  ...[
    '2021-366',
    '2020-02-29',
    '2021-02-29',
    '+12020-01-01',
    '-0044-03-15',
    '+999999999-12-31',
    '-999999999',
    '+2020W5',
  ],
];
const times = [
  '10:30:00',
  '10:30',
  '10',
  '103000',
  '1030',
  '9:5:7',
  '10:30:00.5',
  '103000,123456789',
  'T10:30',
  '23:59:59.999',
];
const offsets = ['Z', '+01:00', '-0330', '+05', '+18:00', '-18:00', '+18:01', '+01:00:30', '-00:00', 'z', '+0530'];
const places = [
  ...['Europe/Berlin', 'Z', 'UTC', 'GMT', 'GMT0', 'UT', 'Asia/Calcutta', 'Asia/Kolkata', 'America/New_York', 'EST5EDT'],
  ...[
    'Europe/Kyiv',
    'US/Pacific',
    'EST',
    'HST',
    'PST',
    'SystemV/PST8',
    'Etc/GMT+5',
    'GMT+1',
    'UTC+01:00',
    'UT-3',
    '+01:00',
  ],
  ...['europe/berlin', 'America/New York', 'Mars/Base', 'Antarctica/Troll', 'Australia/Lord_Howe', 'Asia/Kathmandu'],
];
const datePieces = [...digits, ...'-+WQw ', '\u0660'];
const timePieces = [...digits, ...':.,TtZz+- '];
const zonePieces = ['Z', '+01:00', '[Europe/Berlin]', '[UTC]', '[', ']', ...'/_~abEGMTUC'];

const zoned: readonly string[] = [
  ...dates.slice(0, 14).map((date) => `${date}T10:30:00Z`),
  ...times.slice(0, 8).flatMap((time) => [`2020-01-31T${time}+01:00`, `20200731T${time}`]),
  ...offsets.map((offset) => `2020-01-31T10:30:00${offset}`),
  ...places.flatMap((place) => [`2020-01-31T10:30:00[${place}]`, `2020-07-31T10:30:00+02:00[${place}]`]),
  ...places.map((place) => `2020-01-31T10:30:00Z[${place}]`),
  ...['2020-03-29T02:30:00+01:00[Europe/Berlin]', '2020-10-25T02:30:00+01:00[Europe/Berlin]', '2020-01-31'],
  ...['1850-01-31T10:30:00+00:53:28[Europe/Berlin]', '+999999999-12-31T23:59:59-18:00', '-999999999-01-01T00:00+18:00'],
];

const temporal: Readonly<Record<string, Grammar>> = {
  date: { seeds: dates, insertions: datePieces },
  localtime: { seeds: times, insertions: timePieces },
  time: {
    seeds: times.flatMap((time, index) => [time, `${time}${offsets[index % offsets.length]!}`, `${time}[UTC]`]),
    insertions: [...timePieces, ...zonePieces],
  },
  localdatetime: {
    seeds: dates.flatMap((date, index) => [date, `${date}T${times[index % times.length]!}`]),
    insertions: [...datePieces, ...timePieces],
  },
  datetime: { seeds: zoned, insertions: [...datePieces, ...timePieces, ...zonePieces] },
  duration: {
    seeds: [
      ...[
        'P1Y2M3W4DT5H6M7.5S',
        'P1D',
        'PT0.5S',
        'PT-1.5S',
        '-P1D',
        '+P1M',
        'P1.5D',
        'P0.5Y',
        'P1.5M',
        'P1,5W',
        'PT1.5H',
      ],
      ...[
        'PT1.5M',
        'P1Y1.5M',
        'P1.5Y1M',
        'PT1.5H1M',
        'P',
        'PT',
        'P1DT',
        'PT10:30',
        'PT10:30:00.5',
        'PT1030',
        'PT25:00',
      ],
      ...['P2020-01-31T10:30:00', 'P20200131T103000,25', 'P0001-13-01', 'P0001-12-32', 'P20201231T246060', 'p1dt2h'],
      ...[
        'P9223372036854775807D',
        'P106751991167300D',
        'P9223372036854775807Y',
        'PT9223372036854775807S',
        'P99999999999Y',
      ],
      ...['PT9223372036854775808S', 'P2562047788015215M', 'PT-9223372036854775808S', 'P1e3D', 'P1.7976931348623157Y'],
    ],
    insertions: [...digits, ...'PTYMWDHSpt.-:+, ', '99999999', '00'],
  },
};

const points: Grammar = {
  seeds: [
    ...[
      '{x:1,y:2}',
      '{x:1.5e3, y:-2 ,z:3}',
      '{latitude:53.3, longitude:-6.2}',
      '{latitude:1,longitude:2,height:3}',
      '{X:1,Y:2}',
    ],
    ...[
      "{x:1,y:2,crs:'cartesian'}",
      '{x:1,y:2,srid:4326}',
      '{x:1,y:2,z:3,srid:9157}',
      '{x:1,y:2,crs:WGS-84}',
      '{x:1d,y:0x1p3}',
    ],
    ...[
      '{longitude:1,latitude:2,crs:WGS-84-3D,height:1}',
      '{latitude:91,longitude:0}',
      '{latitude:0,longitude:181}',
      '{x:NaN,y:1}',
    ],
    ...[
      '{x:1,y:2,crs:wgs-84,srid:4326}',
      '{x:1,y:2,srid:7203,crs:cartesian}',
      '{x:1,y:2,latitude:3,longitude:4}',
      '{x:1,y:2,z:3,height:4}',
    ],
    ...[
      '{x:1,y:2,q:5}',
      '{x:1,y:2,c4s:x}',
      '{x:1,y:2,srid:-1}',
      '{x:1,y:2,srid:+4326}',
      '{x:1,y:2,srid:4326.0}',
      '{x:1,y:2,q}',
    ],
    ...[
      '{latitude:1,longitude:2,z:3}',
      '{x:1,y:2,height:3}',
      "{x:'1',y:2}",
      '{x:1,y:2,crs:"wgs-84"}',
      "{x:1,y:2,crs:'a,b'}",
    ],
    ...[
      '{latitude:1,longitude:2,crs:cartesian}',
      '{x:1e400,y:2}',
      '{x:1,y:2}{x:3,y:4}',
      'a{x:1,y:2}b',
      '{{x:1,y:2}}',
      '{x:1,y:2,z:}',
    ],
    ...[
      '{latitude:-90,longitude:540}',
      '{latitude:90.0000001,longitude:-541}',
      '{x:200,y:95,crs:wgs-84}',
      '{x: 1 2,y:3}',
      '{_x:1,x:2,y:3}',
    ],
  ],
  insertions: [
    ...[...digits, ...'{}xyz:,.\'"-+eEdf _\n\u00a0'],
    ...['crs:', 'srid:', 'z:3', 'latitude', 'height', ',q:5', 'cartesian-3d', 'WGS-84', '4979', 'Infinity'],
  ],
};

const booleans: Grammar = {
  seeds: ['true', 'false', 'TRUE', 'True', 'FALSE', '1', '0', 't', 'yes', ' true ', 'true.', ''],
  insertions: [...blanks, ...'truefalsTRUE01.'],
};
const texts: Grammar = {
  seeds: ['a', 'ab', 'é', '🦆', ' ', 'a;b', '[a]', '"'],
  insertions: [...blanks, ...'aé"\'\\,[]'],
};

const grammars: Readonly<Record<string, Grammar>> = {
  ...{ byte: wholes, short: wholes, int: wholes, long: wholes, float: decimals, double: decimals },
  ...{ boolean: booleans, char: texts, string: texts, ...temporal, point: points },
};

/** The types whose width depends on `--normalize-types`. */
const normalized = ['byte', 'short', 'int', 'float', 'char'];
const zones = ['+02:00', 'Europe/Berlin', 'Z', '-0330', 'UTC', 'GMT+1', 'Mars/Base', 'europe/london'];
const systems = [
  '{crs:WGS-84}',
  "{crs:'cartesian-3D'}",
  '{srid:4326}',
  '{z:7}',
  '{crs:cartesian,srid:7203}',
  '{crs:mars}',
];

/** Every type, its list, and the types with options in the header. */
export const valueColumns: readonly ValueColumn[] = [
  ...Object.entries(grammars).flatMap(([type, grammar]) => [
    { type, isNormalized: true, ...grammar },
    ...(normalized.includes(type) ? [{ type, isNormalized: false, ...grammar }] : []),
    ...(type === 'char' ? [] : [toList(type, grammar)]),
  ]),
  ...['time', 'datetime', 'datetime[]'].flatMap((type) =>
    zones.map((zone) => {
      const grammar = grammars[type.replace('[]', '')]!;
      return {
        ...(type.endsWith('[]') ? toList(type.slice(0, -2), grammar) : grammar),
        type: `${type}{timezone:${zone}}`,
        isNormalized: true,
      };
    }),
  ),
  ...systems.map((system) => ({ type: `point${system}`, isNormalized: true, ...points })),
  { ...toList('point', points), type: 'point[]{crs:WGS-84}' },
];

function toList(type: string, { seeds, insertions }: Grammar): ValueColumn {
  const lists = seeds.map((seed, index) => `${seed};${seeds[(index * 7 + 3) % seeds.length]!}`);
  const brackets = seeds.slice(0, 3).map((seed) => `[${seed};${seed}]`);
  return {
    type: `${type}[]`,
    isNormalized: true,
    seeds: [...lists, ...brackets, seeds[0]!, `${seeds[0]!};`],
    insertions: [...insertions, ';', ';;', '[', ']'],
  };
}
