// bench-links [NODES] [ROUNDS]: what the ends of a row cost, in nanoseconds of processor time: of a weave with a heavy tail, and of
// DEPENDS_ON in the CMDB with its values. Then what it costs to find the sources of a node of the weave.
import { spread } from '../src/bench/summarise.ts';
import { createGraph } from '../src/export/create-graph.ts';
import type { AnyCells } from '../src/model/columns.ts';
import { degrees } from '../src/model/link/out-degrees.ts';
import { createWeave } from '../src/model/link/weave.ts';
import { powerLaw } from '../src/model/link/weights.ts';
import { Stream } from '../src/random/stream.ts';

const [nodes = 500_000, rounds = 5] = process.argv.slice(2).map(Number);
if (!(Number.isInteger(nodes) && nodes >= 1_000 && Number.isInteger(rounds) && rounds >= 1))
  throw new Error('Usage: scripts/bench-links [NODES, at least 1,000] [ROUNDS]');

const links = createWeave(new Stream('bench-links'), {
  degrees: degrees({ p50: 4, p90: 13, p99: 93 })(nodes),
  weights: powerLaw({ top: 0.01 })(nodes),
});
const dependsOn = createGraph({ scale: nodes }).relationships.find(({ name }) => name === 'DEPENDS_ON')!;
let used = 0; // so that no work is optimised away
const cells: AnyCells = {
  ends(start, end) {
    used ^= Number(start) ^ Number(end);
  },
  ...{ protocol() {}, required() {}, timeoutMs() {} },
};

const nanoseconds = { estate: [] as number[], woven: [] as number[], hub: [] as number[], leaf: [] as number[] };
for (let round = 0; round < rounds; round++) {
  const rows = Math.min(dependsOn.count, links.rows);
  nanoseconds.estate.push(measure(rows, (row) => dependsOn.row(row, cells)));
  nanoseconds.woven.push(measure(rows, (row) => cells['ends']!(links.source(row), links.target(row))));
  nanoseconds.hub.push(measureSources(0, 100));
  nanoseconds.leaf.push(measureSources(nodes - 20_000, 20_000));
}
const medianOf = (name: keyof typeof nanoseconds): number => spread(nanoseconds[name]).median;
process.stdout.write(`${nodes} nodes, ${links.rows} rows woven, ${dependsOn.count} rows of DEPENDS_ON, medians of ${rounds} rounds, CPU
a row of DEPENDS_ON, with its values: ${medianOf('estate').toFixed(0)} ns
the ends of a woven row: ${medianOf('woven').toFixed(0)} ns, ${(medianOf('woven') / medianOf('estate')).toFixed(2)} of it
a source found, of the 100 busiest nodes: ${medianOf('hub').toFixed(0)} ns
a node asked for its sources, of those with the fewest: ${medianOf('leaf').toFixed(0)} ns
(${used})
`);

function measure(count: number, work: (number: number) => void): number {
  const before = process.cpuUsage();
  for (let number = 0; number < count; number++) work(number);
  const { user, system } = process.cpuUsage(before);
  return ((user + system) * 1_000) / count;
}

/** Nanoseconds for each source that was found, or for each node where most have none. */
function measureSources(first: number, count: number): number {
  let found = 0;
  const perNode = measure(count, (number) => {
    for (const source of links.sourcesOf(first + number)) {
      used ^= source;
      found++;
    }
  });
  return (perNode * count) / Math.max(found, count);
}
