import { filesOf, type Manifest, sumTotals } from './manifest.ts';
import {
  type FieldRule,
  invalidRecord,
  isCount,
  isHash,
  isName,
  isPath,
  isText,
  oneOf,
  parseRecord,
  type RecordForm,
  settingRules,
} from './parse-record.ts';

/** Reads a manifest's text. Throws `manifest-invalid` naming the field, what was expected and what was found. */
export function parseManifest(text: string, path: string): Manifest {
  const hint = `Run \`bulkgen export\` again, or restore the ${path} that was written with these files.`;
  const form: RecordForm = { path, rules, hint };
  const manifest = parseRecord(text, form) as Manifest; // every field that bulkgen reads was checked
  checkSums(manifest, form);
  return manifest;
}

const rules: readonly FieldRule[] = [
  ...settingRules,
  ['csv.delimiter', 'one character', (value) => typeof value === 'string' && value.length === 1],
  ['csv.arrayDelimiter', 'one character', (value) => typeof value === 'string' && value.length === 1],
  ['csv.quote', 'one character', (value) => typeof value === 'string' && value.length === 1],
  ['totals.nodes', 'a whole number', isCount],
  ['totals.relationships', 'a whole number', isCount],
  ['totals.properties', 'a whole number', isCount],
  ['totals.bytes', 'a whole number', isCount],
  ['tables.*.kind', '`node` or `relationship`', oneOf('node', 'relationship')],
  ['tables.*.name', 'a label or type', isName],
  ['tables.*.labels.*', 'a label or type', isName],
  ['tables.*.rows', 'a whole number', isCount],
  ['tables.*.properties', 'a whole number', isCount],
  ['tables.*.columns.*', 'a header cell', isText],
  ['tables.*.header.path', 'the name of a CSV file in this folder', isPath],
  ['tables.*.header.bytes', 'a whole number', isCount],
  ['tables.*.header.sha256', '64 hexadecimal digits', isHash],
  ['tables.*.parts.*.path', 'the name of a CSV file in this folder', isPath],
  ['tables.*.parts.*.rows', 'a whole number', isCount],
  ['tables.*.parts.*.bytes', 'a whole number', isCount],
  ['tables.*.parts.*.sha256', '64 hexadecimal digits', isHash],
];

// Sums must agree with the tables, and the manifest must list each file once.
function checkSums(manifest: Manifest, form: RecordForm): void {
  const { path } = form;
  const totals = sumTotals(manifest.tables);
  for (const key of Object.keys(totals) as (keyof typeof totals)[]) {
    if (totals[key] === manifest.totals[key]) continue;
    const message = `Expected \`totals.${key}\` of ${path} to be the tables' sum ${totals[key]}, got \`${manifest.totals[key]}\``;
    throw invalidRecord(form, message);
  }
  for (const { name, rows, parts } of manifest.tables) {
    const sum = parts.reduce((total, part) => total + part.rows, 0);
    if (sum === rows) continue;
    throw invalidRecord(form, `Expected the parts of ${name} in ${path} to have ${rows} rows, got \`${sum}\``);
  }
  const seen = new Set<string>();
  const repeated = filesOf(manifest).find((file) => seen.size === seen.add(file.path).size);
  if (repeated) throw invalidRecord(form, `Expected each file once in ${path}, got \`${repeated.path}\` twice`);
}
