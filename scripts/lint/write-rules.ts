// Writes imports.json, Biome's rules for the direction of imports, from the table in layers.ts.
import { writeFileSync } from 'node:fs';
import { type Layer, layers } from './layers.ts';

/** How many folders deep a file may lie below src, as in models/cmdb/nodes. */
const deepest = 4;

interface Override {
  readonly includes: readonly string[];
  readonly linter: unknown;
}

function forbid(includes: string, group: readonly string[], message: string): Override {
  const options = { patterns: [{ group, message }] };
  return {
    includes: [includes],
    linter: { rules: { style: { noRestrictedImports: { level: 'error', options } } } },
  };
}

/** The rules of one area: one for each depth, because a path to another area has as many `..` as the importing file is deep. */
function rulesOf(area: string, { areas = [], packages = [], pure, version, entry }: Layer): readonly Override[] {
  const files = ['errors.ts', ...(version ? ['version.ts'] : []), ...(entry ? ['model.ts'] : [])];
  const allowed = [...areas, ...files, ...packages, ...(pure ? [] : ['Node modules'])];
  const message = `${area} may import ${allowed.join(', ')}. The table is scripts/lint/layers.ts.`;
  return Array.from({ length: deepest }, (_, place) => {
    const depth = place + 1;
    const source = '../'.repeat(depth);
    const own = Array.from({ length: depth }, (_, up) => `!${up === 0 ? './' : '../'.repeat(up)}**`);
    const others = [...areas.map((name) => `${name}/**`), ...files];
    const group = [
      '**', // the last pattern that matches decides
      ...own,
      `${source}**`,
      ...others.map((name) => `!${source}${name}`),
      ...packages.map((name) => `!${name}`),
      ...(pure ? [] : ['!node:*', '!node:*/**']),
    ];
    return forbid(`src/${area}/${'*/'.repeat(place)}*`, group, message);
  });
}

const overrides = [
  forbid('src/*/**', ['**'], 'A new area says what it may import in scripts/lint/layers.ts.'),
  forbid('src/errors.ts', ['**'], 'errors may import nothing.'),
  ...Object.entries(layers).flatMap(([area, layer]) => rulesOf(area, layer)),
];
const lines = overrides.map((override) => `    ${JSON.stringify(override)}`);
writeFileSync(new URL('imports.json', import.meta.url), `{\n  "overrides": [\n${lines.join(',\n')}\n  ]\n}\n`);
