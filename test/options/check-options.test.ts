import { describe, expect, it } from 'vitest';
import type { BulkgenError } from '../../src/errors.ts';
import * as library from '../../src/index.ts';
import * as modelLibrary from '../../src/model.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';

type AnyFunction = (...given: readonly unknown[]) => unknown;

const exported: Readonly<Record<string, unknown>> = { ...library, ...modelLibrary };
const functions = exported as Readonly<Record<string, AnyFunction>>;
const withFolder = [
  ...['exportGraph', 'exportShard', 'mergeShards', 'importGraph', 'planImport', 'lintFolder', 'verifyFiles'],
  ...['readManifest', 'measureGraph'],
];
const withSnapshot = ['createSnapshot', 'removeSnapshot', 'restoreSnapshot', 'verifySnapshot', 'readSnapshotManifest'];

/** It has what makes an object a target. */
const anyTarget = { runExclusively() {} };

async function refuse(name: string, ...given: readonly unknown[]): Promise<BulkgenError> {
  try {
    await functions[name]!(...given);
  } catch (error) {
    expect(error).toMatchObject({ name: 'BulkgenError', code: 'invalid-option', exitCode: 2 });
    return error as BulkgenError;
  }
  throw new Error(`${name} took ${JSON.stringify(given)}`);
}

/** Every function that takes an object of options, with what a call passes before that object. */
const withOptions: Readonly<Record<string, readonly unknown[]>> = {
  chooseTarget: [],
  clearEvents: [{}, {}],
  clearGraph: [],
  countNeighbours: [{}],
  createEvents: [{}, {}],
  createFan: [],
  createGraph: [],
  createEdgeList: [],
  createLayers: [{}],
  createModulo: [],
  createRings: [{}],
  shuffleLinks: [{}],
  modulo: [],
  createSchema: [{}, []],
  createSnapshot: [],
  createTiers: [{}],
  createWeave: [{}],
  defineModel: [],
  defineNode: [],
  defineRelationship: [],
  degrees: [],
  drawLogNormal: [{}],
  drawNormal: [{}],
  drawPoint: [{}],
  drawSample: [{}, {}],
  dropPrevious: [],
  examineMachine: [],
  examineServer: [],
  exportGraph: [],
  exportShard: [],
  findEmbedded: [],
  findImpact: [{}],
  findNeighbours: [{}],
  findPath: [{}],
  findSinglePoints: [{}],
  findTop: [{}],
  importGraph: [],
  joinCells: [],
  link: ['LIKES'],
  lintFolder: [],
  list: [modelLibrary.integer()],
  listAnswers: [{}],
  listDirt: [{}],
  listSnapshots: [],
  loadGraph: [],
  measureGraph: [],
  mergeShards: [],
  node: ['Thing'],
  openDatabase: [],
  openDocker: [],
  openEmbedded: [],
  openLocal: [],
  planImport: [],
  planLoad: [],
  planRestore: [],
  powerLaw: [],
  readManifest: [],
  readSnapshotManifest: [],
  recoverImport: [],
  removeEmbedded: [{ home: {} }],
  removeSnapshot: [],
  resetGraph: [],
  restoreSnapshot: [],
  returnToPrevious: [],
  sentence: ['label'],
  startGraph: [],
  useDatabase: [],
  verifyDatabase: [],
  verifyFiles: [],
  verifySnapshot: [],
};

/** The other functions: what they take is a value, such as a manifest, a list or a stream. */
const withoutOptions: readonly string[] = [
  'anyReference',
  'boolean',
  'constant',
  'createFanOut',
  'createLadder',
  'createPattern',
  'createPermutation',
  'createRecordReader',
  'createWeightedDraw',
  'date',
  'datetime',
  'decimal',
  'drawAnyWord',
  'drawRankedWord',
  'drawWord',
  'dropSchema',
  'duration',
  'email',
  'enumeration',
  'exactly',
  'findBusiest',
  'listBusiest',
  'formatDay',
  'formatted',
  'graphOf',
  'identity',
  'integer',
  'ipAddress',
  'json',
  'localdatetime',
  'localtime',
  'long',
  'money',
  'numbered',
  'optional',
  'linksOf',
  'listSections',
  'loadModel',
  'nodeId',
  'readNode',
  'outlineGraph',
  'parseDay',
  'phrase',
  'point',
  'reference',
  'streamNodes',
  'streamRelationships',
  'reverseLinks',
  'showSchema',
  'text',
  'time',
  'uniform',
  'uuid',
  'version',
  'vocabulary',
  'wordSet',
  'zipfWeights',
];

const isClass = (value: unknown): boolean => /^class\b/.test(String(value));

describe('the lists of public functions', () => {
  it('have every function that the package exports', () => {
    const names = Object.entries(exported).filter(([, value]) => typeof value === 'function' && !isClass(value));
    expect(names.map(([name]) => name).sort()).toEqual([...Object.keys(withOptions), ...withoutOptions].sort());
  });
});

describe('a public function', () => {
  it.each(Object.entries(withOptions))('%s refuses an unknown option', async (name, given) => {
    const { message, hint } = await refuse(name, ...given, { scael: 5 });
    // Of the many kinds and links of a model, the message names the wrong one.
    const caller = name === 'node' || name === 'link' ? `${name} ${given[0]}` : name;
    expect(message).toBe(`Expected an option of ${caller}, got \`scael\``);
    expect(hint).toMatch(/^Use one of: /);
  });

  it.each([...withFolder, ...withSnapshot, 'verifyDatabase'])('%s refuses a call without options', async (name) => {
    const { message } = await refuse(name);
    expect(message).toBe(`Expected ${name} to get an object of options, got \`undefined\``);
  });

  it.each(withFolder)('%s refuses a missing folder, an empty one and one of another type', async (name) => {
    for (const folder of [undefined, '', 5]) {
      const { message } = await refuse(name, { folder });
      expect(message).toBe(`Expected \`folder\` of ${name} to be the path of a folder, got \`${folder}\``);
    }
  });

  it.each(withSnapshot)('%s refuses a missing snapshot', async (name) => {
    const { message } = await refuse(name, {});
    expect(message).toBe(`Expected \`snapshot\` of ${name} to be text, got \`undefined\``);
  });

  it.each([
    ['importGraph', { folder: '.', target: anyTarget, csv: { exlude: ['x'] } }, '`csv`', 'exlude'],
    ['importGraph', { folder: '.', target: anyTarget, csv: { options: { delimeter: ';' } } }, '`options`', 'delimeter'],
    ['lintFolder', { folder: '.', options: { delimeter: ';' } }, '`options`', 'delimeter'],
    ['chooseTarget', { given: { user: 'neo4j' } }, '`given`', 'user'],
    ['findEmbedded', { given: { user: 'neo4j' } }, '`given`', 'user'],
    ['openDocker', { given: { user: 'neo4j' } }, '`given`', 'user'],
    ['openEmbedded', { given: { user: 'neo4j' } }, '`given`', 'user'],
    ['openLocal', { given: { user: 'neo4j' } }, '`given`', 'user'],
    ['planImport', { folder: '.', target: anyTarget, csv: {}, settings: { thread: '4' } }, '`settings`', 'thread'],
    ['createSnapshot', { snapshot: 'x', content: { kind: 'export', folder: '.', hold: 'dump' } }, '`content`', 'hold'],
    [
      'createSnapshot',
      { snapshot: 'x', content: { kind: 'database', target: anyTarget, csv: true } },
      '`content`',
      'csv',
    ],
  ])('%s refuses an unknown option within another option', async (name, options, place, unknown) => {
    const { message } = await refuse(name, options);
    expect(message).toBe(`Expected an option of ${place}, got \`${unknown}\``);
  });

  it.each([
    ['exportGraph', { folder: '.', force: 'false' }, '`force` of exportGraph to be true or false, got `false`'],
    [
      'importGraph',
      { folder: '.', target: anyTarget, force: 1 },
      '`force` of importGraph to be true or false, got `1`',
    ],
    [
      'restoreSnapshot',
      { snapshot: 'x', target: anyTarget, force: 'no' },
      '`force` of restoreSnapshot to be true or false',
    ],
    ['exportGraph', { folder: '.', signal: {} }, '`signal` of exportGraph to be an AbortSignal, got an object'],
    ['verifyFiles', { folder: '.', onProgress: 'bar' }, '`onProgress` of verifyFiles to be a function, got `bar`'],
  ])('%s refuses an option of another type', async (name, options, expected) => {
    expect((await refuse(name, options)).message).toContain(`Expected ${expected}`);
  });

  it('importGraph refuses a missing target, and an object that is not a target', async () => {
    const expected = 'Expected `target` of importGraph to be a target, such as one of `openEmbedded`, got';
    expect((await refuse('importGraph', { folder: 'estate' })).message).toBe(`${expected} \`undefined\``);
    expect((await refuse('importGraph', { folder: 'estate', target: {} })).message).toBe(`${expected} an object`);
  });

  it.each([
    ['exportGraph', ['ids', 'parts', 'gzip', 'tables', 'workers', 'force', 'signal', 'onProgress']],
    ['exportGraph', ['model', 'scale', 'seed', 'asOf', 'events', 'dirt']],
    ['createGraph', ['model', 'scale', 'seed', 'asOf', 'events', 'dirt']],
  ])('%s refuses values of every wrong type for %j', async (name, options) => {
    const folder = await makeTemporaryFolder();
    for (const option of options) {
      for (const value of [Symbol('x'), Object.create(null), [Symbol('x')], 5n]) {
        const { message } = await refuse(name, {
          ...(name === 'exportGraph' && { folder }),
          [option]: value,
        });
        expect(message).toMatch(/^Expected .+, got /);
      }
    }
  });
});
