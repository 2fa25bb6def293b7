// The public API for a model of your own (`bulkgen/model`): column types, words, draws and definitions. It opens no file.
export { type GraphSection, linksOf, listSections, nodeId, readNode, type SectionChoice } from './model/answer.ts';
export { drawLogNormal, drawNormal, type LogNormalOptions, type NormalOptions } from './model/bell-curve.ts';
export type { ByteBuffer } from './model/byte-buffer.ts';
export { formatDay, parseDay, secondsPerDay } from './model/calendar.ts';
export { boolean } from './model/column/boolean.ts';
export type { Column, ColumnContext } from './model/column/column.ts';
export { type CalendarDate, date } from './model/column/date.ts';
export { datetime, type Instant, type LocalDateTime, localdatetime } from './model/column/datetime.ts';
export { decimal } from './model/column/decimal.ts';
export { type Duration, duration } from './model/column/duration.ts';
export { email } from './model/column/email.ts';
export { constant, enumeration, numbered, wordSet } from './model/column/enumeration.ts';
export { type FormattedColumn, formatted } from './model/column/formatted.ts';
export { anyReference, identity, reference } from './model/column/identity.ts';
export { integer, long, money } from './model/column/integer.ts';
export { ipAddress } from './model/column/ip-address.ts';
export { type JsonValue, json } from './model/column/json.ts';
export { type ListOptions, list } from './model/column/list.ts';
export { optional } from './model/column/optional.ts';
export { type PhraseCodes, type PhrasePart, phrase } from './model/column/phrase.ts';
export { type GeoPoint, point } from './model/column/point.ts';
export { type SentenceOptions, sentence } from './model/column/sentence.ts';
export { text } from './model/column/text.ts';
export { type LocalTime, localtime, time, type ZonedTime } from './model/column/time.ts';
export { uuid } from './model/column/uuid.ts';
export type { DriverClass, DriverFields, StructuredType, ValueType } from './model/column/value-type.ts';
export { version } from './model/column/version.ts';
export type { AnyCells, Cells, Columns } from './model/columns.ts';
export {
  defineNode,
  defineRelationship,
  type Ends,
  type GraphContext,
  type LinkSection,
  type NodeDefinition,
  type NodeOptions,
  type NodeRange,
  type RelationshipDefinition,
  type RelationshipOptions,
  type RelationshipRowFunction,
  type RelationshipRows,
  type RowBatch,
  type RowFunction,
} from './model/definition.ts';
export type { DirtyNode, DirtyNodes } from './model/dirt.ts';
export type { Draw, RowTools } from './model/draw.ts';
export type { FailureRule, NodeNumber } from './model/failure.ts';
export { createFanOut, type FanOut } from './model/fan-out.ts';
export { drawPoint, type GeoBox, type PointCell } from './model/geo-box.ts';
export type { Adjacency, EndsOfRows, Modulo, NodeNumbers, Run, Side } from './model/link/adjacency.ts';
export { createEdgeList, type EdgeListOptions } from './model/link/edge-list.ts';
export { createFan, type FanOptions } from './model/link/fan.ts';
export { findBusiest, listBusiest } from './model/link/find-busiest.ts';
export { type Cell, type CellsOptions, joinCells } from './model/link/join-cells.ts';
export { createLadder, type Ladder, type LadderStep } from './model/link/ladder.ts';
export { createLayers, type LayersOptions } from './model/link/layers.ts';
export { type LinkEnds, type LinkOptions, type LinkTools, link } from './model/link/link.ts';
export { createModulo, type ModuloOptions, type ModuloShape, modulo } from './model/link/modulo.ts';
export { type DegreeQuantiles, type DegreeShape, degrees, exactly } from './model/link/out-degrees.ts';
export { createPermutation, type Permutation } from './model/link/permutation.ts';
export { reverseLinks } from './model/link/reverse-links.ts';
export { createRings, type Rings, type RingsOptions } from './model/link/rings.ts';
export { type ShuffleOptions, shuffleLinks } from './model/link/shuffle.ts';
export { createTiers, type TiersOptions } from './model/link/tiers.ts';
export { createWeave, type DegreeClass, type WeaveOptions } from './model/link/weave.ts';
export { type PowerLawOptions, powerLaw, uniform, type WeightShape } from './model/link/weights.ts';
export {
  type DirtDefinition,
  type DirtQuery,
  defineModel,
  type EventDefinition,
  type Model,
  type ModelOf,
  type ModelOptions,
  type SampleQuery,
  type SchemaElement,
} from './model/model.ts';
export { type NodeKind, type NodeKindOptions, node, type WithId } from './model/node.ts';
export { createPattern, type Pattern } from './model/pattern.ts';
export type { ReadableId } from './model/readable-id.ts';
export { createRecordReader, type GraphRecord } from './model/record.ts';
export { drawSample, type SampleOptions } from './model/sample.ts';
export type { EventTable, GraphOptions, GraphTables, Table } from './model/table.ts';
export type { Properties, PropertyValue, ScalarValue, StructuredValue } from './model/value.ts';
export { cities } from './model/vocabularies/cities.ts';
export { commonWords } from './model/vocabularies/common-words.ts';
export { companies } from './model/vocabularies/companies.ts';
export { firstNames } from './model/vocabularies/first-names.ts';
export { lastNames } from './model/vocabularies/last-names.ts';
export { streets } from './model/vocabularies/streets.ts';
export {
  type Code,
  drawAnyWord,
  drawRankedWord,
  drawWord,
  type Vocabulary,
  vocabulary,
} from './model/vocabulary.ts';
export type { Stream } from './random/stream.ts';
export { createWeightedDraw, type WeightedDraw, zipfWeights } from './random/weighted.ts';
