// The public API: everything a program needs to make, import and check a graph.
export { BulkgenError, type ErrorCode } from './errors.ts';
export { createGraph, type GraphChoice, graphOf } from './export/create-graph.ts';
export { type ExportOptions, type ExportResult, exportGraph } from './export/export-graph.ts';
export type { Manifest } from './export/manifest.ts';
export { readManifest } from './export/read-manifest.ts';
export { type ImportOptions, type ImportResult, importGraph } from './import/import-graph.ts';
export { type ImportPlan, planImport } from './import/plan-import.ts';
export type { CsvFiles } from './import/sources/csv.ts';
export type { Finding } from './lint/finding.ts';
export { type LintOptions, lintFolder } from './lint/lint-folder.ts';
export type { LintResult } from './lint/lint-result.ts';
export { defineNode, defineRelationship } from './model/definition.ts';
export type { Graph } from './model/graph.ts';
export { defineModel, type Model } from './model/model.ts';
export { cmdb } from './models/cmdb/model.ts';
export type { Connection } from './neo4j/driver.ts';
export { type Database, openDatabase, useDatabase } from './neo4j/driver.ts';
export { clearEvents, createEvents } from './neo4j/events.ts';
export { createSchema, dropSchema, showSchema } from './neo4j/schema.ts';
export { type Progress, type ProgressListener, ProgressTracker } from './progress/tracker.ts';
export { dropPrevious, type PreviousOptions, returnToPrevious } from './replacement/previous.ts';
export { type RecoverOptions, type Recovery, recoverImport } from './replacement/recover.ts';
export { type CreatedSnapshot, type CreateSnapshotOptions, createSnapshot } from './snapshot/create-snapshot.ts';
export { type ListedSnapshot, type ListSnapshotsOptions, listSnapshots } from './snapshot/list-snapshots.ts';
export { readSnapshotManifest, type SnapshotOptions } from './snapshot/read-snapshot.ts';
export {
  type RestoredSnapshot,
  type RestoreSnapshotOptions,
  restoreSnapshot,
} from './snapshot/restore-snapshot.ts';
export { verifySnapshot } from './snapshot/verify-snapshot.ts';
export { type ChosenTarget, chooseTarget } from './targets/choose-target.ts';
export { openDocker } from './targets/docker/open.ts';
export { findEmbedded, openEmbedded } from './targets/embedded/open.ts';
export { openLocal } from './targets/local/open.ts';
export type { Target } from './targets/target.ts';
export {
  type DatabaseVerification,
  type VerifyDatabaseOptions,
  verifyDatabase,
} from './verify/database/verify-database.ts';
export { verifyFiles } from './verify/files/verify-files.ts';
