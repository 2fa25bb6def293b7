// The public API: everything a program needs to make, import and check a graph. A model of your own needs `bulkgen/model`, too.

export { type AffectedNode, findImpact, type Impact, type ImpactOptions } from './ask/find-impact.ts';
export {
  countNeighbours,
  type Degree,
  findNeighbours,
  type Neighbour,
  type Neighbours,
  type NeighboursOptions,
} from './ask/find-neighbours.ts';
export type { NamedNode } from './ask/find-node.ts';
export { findPath, type PathOptions, type ShortestPath } from './ask/find-path.ts';
export {
  findSinglePoints,
  type SinglePoint,
  type SinglePoints,
  type SinglePointsOptions,
} from './ask/find-single-points.ts';
export { findTop, type TopNode, type TopOptions } from './ask/find-top.ts';
export { type DirtList, type DirtOptions, type ListedDirt, listDirt } from './ask/list-dirt.ts';
export type { Loss, Losses } from './ask/list-losses.ts';
export type { IdForm } from './csv/header.ts';
export type { Area, Check, Facts, Passed, Problem } from './doctor/check.ts';
export type { AutoChoice, Readinesses } from './doctor/evaluate-targets.ts';
export { type ExamineOptions, examineMachine, type MachineReport } from './doctor/examine-machine.ts';
export { type ExamineServerOptions, examineServer, type ServerReport } from './doctor/examine-server.ts';
export type { Readiness } from './doctor/readiness.ts';
export { BulkgenError, type BulkgenErrorOptions, type ErrorCode } from './errors.ts';
export type { Answer } from './export/answer-all.ts';
export { createGraph, type GraphChoice, graphOf, type ReadableGraph } from './export/create-graph.ts';
export type { ImportEstimate } from './export/estimate-import.ts';
export { type ExportOptions, type ExportResult, exportGraph } from './export/export-graph.ts';
export { type ListAnswersOptions, listAnswers } from './export/list-answers.ts';
export type { Manifest, ManifestFile, ManifestModel, ManifestPart, ManifestTable } from './export/manifest.ts';
export type { PartCount } from './export/plan.ts';
export type { PlanChoice } from './export/plan-options.ts';
export { type FolderOptions, readManifest } from './export/read-manifest.ts';
export { exportShard, type ShardOptions, type ShardResult } from './export/shards/export-shard.ts';
export { type MergeOptions, type MergeResult, mergeShards } from './export/shards/merge-shards.ts';
export { type NodeLabel, type RelationshipType, streamNodes, streamRelationships } from './export/stream-rows.ts';
export type { CsvRange, RowOf, RowRange, TableName, TableReader } from './export/table-reader.ts';
export type { AdminSettings } from './import/admin/arguments.ts';
export type { ImportedCounts } from './import/admin/output.ts';
export { type ImportOptions, type ImportResult, type ImportSettings, importGraph } from './import/import-graph.ts';
export { type ImportPlan, planImport } from './import/plan-import.ts';
export type { CsvFiles } from './import/sources/csv-files.ts';
export type { CsvOptions } from './lint/dialect/read-dialect.ts';
export type { FileGroup, SkippedFiles } from './lint/files/find-files.ts';
export type { Finding, Severity } from './lint/finding.ts';
export { type LintOptions, lintFolder } from './lint/lint-folder.ts';
export type { LintResult } from './lint/lint-result.ts';
export type { LintCounts } from './lint/rows/row-tally.ts';
export type { StoreFormat } from './lint/rows/store-limits.ts';
export { type ClearOptions, type ClearResult, clearGraph } from './load/clear-graph.ts';
export type { DeletedRows } from './load/delete-rows.ts';
export type { ExistingRows } from './load/existing-rows.ts';
export type { MergedRows } from './load/ledger.ts';
export { type LoadOptions, type LoadResult, loadGraph } from './load/load-graph.ts';
export type { LoadMethodName } from './load/method.ts';
export type { OwnCount } from './load/own-rows.ts';
export { type LoadPlan, planLoad } from './load/plan-load.ts';
export type { DirtyNode, DirtyNodes } from './model/dirt.ts';
export type { Graph } from './model/graph.ts';
export type { DirtDefinition, DirtQuery, Model } from './model/model.ts';
export {
  type ColumnOutline,
  type ConnectedLabels,
  type GraphOutline,
  outlineGraph,
  type RelationshipOutline,
  type TableOutline,
} from './model/outline-graph.ts';
export type {
  Plain,
  PlainEnds,
  PlainPoint,
  PlainProperties,
  PlainRow,
  PlainRowOf,
  PlainValue,
} from './model/plain-row.ts';
export type { EventTable, GraphOptions, GraphTables, Table } from './model/table.ts';
export { loadModel } from './model-loader/load-model.ts';
export type { ModelFile, ModelFiles } from './model-loader/model-files.ts';
export { cmdb } from './models/cmdb/model.ts';
export { type Connection, type Database, openDatabase, type QueryParameters, useDatabase } from './neo4j/driver.ts';
export { clearEvents, createEvents, type EventOptions } from './neo4j/events.ts';
export type { Index } from './neo4j/indexes.ts';
export type { RecordedElement, RecordedSchema } from './neo4j/recorded-schema.ts';
export { createSchema, dropSchema, type SchemaOptions, type SchemaState, showSchema } from './neo4j/schema.ts';
export type { ServerVersion } from './neo4j/server-version.ts';
export type { LoadProgress, Progress, ProgressListener, StepName, StepPosition } from './progress/progress.ts';
export { ProgressTracker, type StepOptions } from './progress/tracker.ts';
export { dropPrevious, type PreviousOptions, returnToPrevious } from './replacement/previous.ts';
export { type RecoverOptions, type Recovery, recoverImport } from './replacement/recover.ts';
export { type RemoveEmbeddedOptions, removeEmbedded } from './replacement/remove-server.ts';
export type { DataSet } from './server/data-set.ts';
export {
  type ResetGraphOptions,
  type ResetOptions,
  type ResetResult,
  type ResettableGraph,
  resetGraph,
} from './server/reset-graph.ts';
export { type StartedGraph, type StartGraphOptions, startGraph } from './server/start-graph.ts';
export {
  type CreatedSnapshot,
  type CreateSnapshotOptions,
  createSnapshot,
  type SnapshotContent,
} from './snapshot/create-snapshot.ts';
export { type ListedSnapshot, type ListSnapshotsOptions, listSnapshots } from './snapshot/list-snapshots.ts';
export type { DatabaseToPack } from './snapshot/pack-database.ts';
export type { ExportToPack } from './snapshot/pack-export.ts';
export { readSnapshotManifest, type SnapshotOptions } from './snapshot/read-snapshot.ts';
export { removeSnapshot } from './snapshot/remove-snapshot.ts';
export type { RestoredDump } from './snapshot/restore-dump.ts';
export {
  planRestore,
  type RestoredFrom,
  type RestoredSnapshot,
  type RestorePlan,
  type RestoreSnapshotOptions,
  restoreSnapshot,
} from './snapshot/restore-snapshot.ts';
export type { RecordedContent, SnapshotManifest, SnapshotMember } from './snapshot/snapshot-manifest.ts';
export { type VerifySnapshotOptions, verifySnapshot } from './snapshot/verify-snapshot.ts';
export type { ThirdPartyFiles } from './stats/graph-files.ts';
export type {
  Agreement,
  ConnectionStats,
  Correlation,
  DegreeStats,
  DegreeSummary,
  GraphStats,
  LabelStats,
  PropertyStats,
  PublishedDegrees,
  PublishedSummary,
  RepeatedValues,
  TypeStats,
  ValuePair,
  ValueShare,
} from './stats/graph-stats.ts';
export { type MeasureOptions, measureGraph } from './stats/measure-graph.ts';
export type { FileState, Files } from './system/files.ts';
export type { ChildOptions, ChildResult } from './system/run-child.ts';
export { type ChosenTarget, chooseTarget } from './targets/choose-target.ts';
export { type OpenDockerOptions, openDocker } from './targets/docker/open.ts';
export type { DockerTarget } from './targets/docker/target.ts';
export type { Home } from './targets/embedded/home.ts';
export {
  type FindEmbeddedOptions,
  findEmbedded,
  type OpenEmbeddedOptions,
  openEmbedded,
} from './targets/embedded/open.ts';
export type { EmbeddedTarget } from './targets/embedded/target.ts';
export type { LocalInstallation } from './targets/local/installation.ts';
export { type OpenLocalOptions, openLocal } from './targets/local/open.ts';
export type { LocalTarget } from './targets/local/target.ts';
export type { AskedPorts } from './targets/neo4j/choose-ports.ts';
export type { Credentials, GivenCredentials } from './targets/neo4j/credentials.ts';
export type { RemoveOptions, SpeedUpOptions } from './targets/own-server.ts';
export type { ChooseTargetOptions } from './targets/registry.ts';
export type { Edition, OpenTargetOptions, Target, TargetKind } from './targets/target.ts';
export type { WorkerCount } from './threads/run-jobs.ts';
export type { DatabaseCheck, ExpectedCounts } from './verify/database/check-counts.ts';
export type { DatabaseContent } from './verify/database/database-content.ts';
export type { DigestPair } from './verify/database/digest-tables.ts';
export {
  type CountedContent,
  type DatabaseVerification,
  type VerifyDatabaseOptions,
  verifyDatabase,
} from './verify/database/verify-database.ts';
export type { TableDigest } from './verify/database/verify-tables.ts';
export type { Depth } from './verify/files/check-part.ts';
export { type VerifyFilesOptions, verifyFiles } from './verify/files/verify-files.ts';
