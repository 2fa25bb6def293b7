import { dialect } from '../csv/header.ts';
import { BulkgenError } from '../errors.ts';
import { formatDay } from '../model/calendar.ts';
import { describeDirt } from '../model/dirt.ts';
import { nounOf } from '../model-loader/known-models.ts';
import { findChangedFile } from '../model-loader/model-files.ts';
import { formatQuantity } from '../system/format-number.ts';
import { describeModel, type ExportSettings, type Manifest, type ManifestModel } from './manifest.ts';
import type { ExportPlan } from './plan.ts';

/** Throws `export-exists` unless the export that a folder holds has the settings of the plan. */
export function refuseOtherExport(out: string, manifest: Manifest, plan: ExportPlan): void {
  const differences = differencesFrom(manifest, plan);
  if (differences.length === 0) return;
  const { model, scale, seed, asOf, ids, dirt } = manifest;
  const found = `an export of ${formatQuantity(scale, nounOf(model))} (seed ${seed}, as of ${asOf}, ids ${ids}${describeDirt(dirt)})`;
  const named = nameDifferences(differences);
  const edited = named === 'model' ? findEditedFile(model, plan) : undefined;
  const reason =
    edited === undefined ? `which has another ${named}` : `made with other content of the model file ${edited}`;
  throw new BulkgenError('export-exists', `${out} holds ${found}, ${reason}`, {
    hint: 'Choose another folder with --out, or replace that export with --force. Nothing was changed.',
  });
}

/** The names of settings that differ, as a text. Other files and events follow from the main settings. */
export function nameDifferences(differences: readonly string[]): string {
  const main = differences.filter((name) =>
    ['model', 'seed', 'scale', 'as-of date', 'share of dirt', 'form of ids'].includes(name),
  );
  return (main.length > 0 ? main : differences).join(' and ');
}

/** The first source file that differs when the model is the same in name and version. */
function findEditedFile(made: ManifestModel, { graph: { model } }: ExportPlan): string | undefined {
  const { name, version, files } = describeModel(model);
  if (made.name !== name || made.version !== version) return undefined;
  return findChangedFile(made.files ?? [], files ?? []);
}

/** The settings in which the export of a manifest differs from a plan, in everything but the content of the files. */
export function differencesFrom(manifest: Manifest, plan: ExportPlan): readonly string[] {
  return compare(outline(manifest), outlinePlan(plan));
}

/** The settings in which an export differs from another. */
export function settingsThatDiffer(found: ExportSettings, planned: ExportSettings): readonly string[] {
  const describeSettings = ({ gzip, tables, ...settings }: ExportSettings): Outline =>
    describe({ ...settings, files: [gzip, tables] });
  return compare(describeSettings(found), describeSettings(planned));
}

function compare(found: Outline, planned: Outline): readonly string[] {
  return Object.keys(planned).filter((name) => JSON.stringify(found[name]) !== JSON.stringify(planned[name]));
}

type Outline = Readonly<Record<string, unknown>>;

function outline({ model, seed, scale, asOf, ids, events, dirt, csv, tables }: Manifest): Outline {
  const files = tables.map(({ name, labels, columns, header, parts }) => [
    ...[name, labels, columns, header.path],
    ...parts.map(({ path, rows }) => [path, rows]),
  ]);
  return describe({ model, seed, scale, asOf, ids, events, dirt, csv, files });
}

function outlinePlan({ graph, ids, tables }: ExportPlan): Outline {
  const { model, seed, scale, asOfDay, events, dirt } = graph;
  const files = tables.map(({ table, labels, header, parts }) => [
    ...[table.name, labels, header.cells, header.path],
    ...parts.map(({ path, rows }) => [path, rows]),
  ]);
  const asOf = formatDay(asOfDay);
  return describe({
    model: describeModel(model),
    ...{ seed, scale, asOf, ids, events: events?.count ?? 0, dirt: dirt || undefined, csv: dialect, files },
  });
}

/** The settings by the names that people know. */
function describe({ asOf, csv, dirt, files, ids, ...rest }: Outline): Outline {
  return {
    ...rest,
    'share of dirt': dirt,
    'as-of date': asOf,
    'form of ids': ids,
    'CSV dialect': csv,
    'set of files': files,
  };
}
