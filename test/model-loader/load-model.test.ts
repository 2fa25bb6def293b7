import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { graphOf } from '../../src/export/create-graph.ts';
import { exportGraph } from '../../src/export/export-graph.ts';
import type { Model } from '../../src/model/model.ts';
import { describeGraph, rebuildGraph } from '../../src/model-loader/graph-settings.ts';
import { sourceOf } from '../../src/model-loader/known-models.ts';
import { loadModel } from '../../src/model-loader/load-model.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';
import { friends, words, writeFiles, writeFriends } from './friends.ts';

const tiny = (name: string) => `import { defineModel, node } from 'bulkgen/model';
const thing = node('Thing', { columns: {}, rows: () => () => {} });
const model = defineModel({ name: '${name}', version: '1', nodes: [thing] });
`;

describe('loadModel', () => {
  it('takes TypeScript, modules and CommonJS, whatever the package of the file says', async () => {
    const names = (path: string) => loadModel(path).nodes.map(({ label }) => label);
    expect(names(await writeFriends())).toEqual(['Person']);
    expect(names(await writeFiles({ 'a.mjs': `${tiny('a')}export default model;` }))).toEqual(['Thing']);
    const required = tiny('c').replace(/import (.*) from (.*);/, 'const $1 = require($2);');
    expect(names(await writeFiles({ 'c.cjs': `${required}module.exports = model;` }))).toEqual(['Thing']);
  });

  it('takes a package, a path with a blank, a symbolic link and data in JSON', async () => {
    const main = `import words from './words.json' with { type: 'json' };\n${tiny('linked')}export default model;\nwords.length;`;
    const path = await writeFiles({ 'a b/m.ts': main, 'a b/words.json': '["x"]' });
    expect(sourceOf(loadModel(path))?.files.map((file) => file.path)).toEqual(['m.ts', 'words.json']);
    const link = join(path, '../../shop.ts');
    await symlink(path, link);
    expect(sourceOf(loadModel(link))?.files.map((file) => file.path)).toEqual(['m.ts', 'words.json']);

    const folder = await makeTemporaryFolder();
    for (const name of ['my-models', '@my/models']) {
      const home = join(folder, 'node_modules', name);
      await mkdir(home, { recursive: true });
      await writeFile(join(home, 'package.json'), `{ "name": "${name}", "main": "main.mjs", "type": "module" }`);
      await writeFile(
        join(home, 'main.mjs'),
        `import { label } from './label.js';\n${tiny(name.slice(-6))}export default model;\nlabel;`,
      );
      await writeFile(join(home, 'label.js'), "export const label = 'x';");
    }
    const before = process.cwd();
    process.chdir(folder);
    onTestFinished(() => process.chdir(before));
    for (const name of ['my-models', '@my/models']) {
      const source = sourceOf(loadModel(name))!;
      expect([source.package, source.files.map((file) => file.path)]).toEqual([name, ['main.mjs', 'label.js']]);
    }
  });

  it('refuses a file that the program itself imported before, because its imports cannot be traced', async () => {
    const path = await writeFiles({ 'm.mjs': 'export default 5;' });
    createRequire(import.meta.url)(path);
    expect(() => loadModel(path)).toThrow(/m\.mjs imports, because the program imported it before$/);
  });

  it('names the file and the line of an error in a file that the model imports', async () => {
    const path = await writeFiles({
      'm.ts': "import './a b/words.ts';",
      'a b/words.ts': '\nthrow new TypeError("no words");',
    });
    expect(() => loadModel(path)).toThrow(/^Could not load the model .*\/a b\/words\.ts:2: no words$/);
  });

  it('gives the model of a URL, of a name that is built in, and the same one again', async () => {
    const path = await writeFriends();
    expect(loadModel(pathToFileURL(path))).toBe(loadModel(path));
    expect(loadModel('cmdb').name).toBe('cmdb');
  });

  it('knows the sha256 of each source file, also of one that another model loaded before', async () => {
    const first = await writeFriends();
    const second = join(first, '..', 'others.ts');
    await writeFile(second, friends.replace("'friends'", "'others'"));
    for (const [path, name, text] of [
      [first, 'friends.ts', friends],
      [second, 'others.ts', friends.replace("'friends'", "'others'")],
    ] as const) {
      expect(sourceOf(loadModel(path))?.files).toEqual([
        { path: name, sha256: createHash('sha256').update(text).digest('hex') },
        { path: 'words/words.ts', sha256: createHash('sha256').update(words).digest('hex') },
      ]);
    }
  });

  it.each([
    ['no model', { 'm.ts': 'export default 5;' }, /^Expected the default export of .*m\.ts to be a model, got `5`$/],
    ['no default export', { 'm.ts': 'export const a = 5;' }, /^Expected the default export of .* model, got none$/],
    [
      'an enum',
      { 'm.ts': 'const a = 1;\nenum Colour { Red }\nexport default a;' },
      /^Could not load the model .*m\.ts:2: TypeScript enum is not supported/,
    ],
    ['a syntax error', { 'm.ts': 'const a = 1;\nconst b = ;' }, /^Could not load the model .*m\.ts:2: Expression exp/],
    ['an exception', { 'm.ts': '\n\nthrow new TypeError("a b");' }, /^Could not load the model .*m\.ts:3: a b$/],
    [
      'an await',
      { 'm.ts': 'export default await 5;' },
      /^Could not load the model .*m\.ts: it, or a file that it imports, has an `await` outside/,
    ],
    [
      'a missing package',
      { 'm.ts': "import 'no-such';" },
      /^Could not load the model .*: Cannot find package 'no-such'$/,
    ],
    [
      'a name that bulkgen does not export',
      { 'm.ts': "import { nodes } from 'bulkgen/model';" },
      /^Could not load the model .*m\.ts: The requested module 'bulkgen\/model' .* named 'nodes'$/,
    ],
  ])('refuses a file with %s in one sentence', async (_, files, message) => {
    const path = await writeFiles(files);
    expect(() => loadModel(path)).toThrow(
      expect.objectContaining({ code: 'invalid-model', message: expect.stringMatching(message) }),
    );
  });

  it('refuses a file that is missing, a folder, and a name that is nothing', async () => {
    const path = await writeFriends();
    expect(() => loadModel(path.replace('friends', 'freinds'))).toThrow(
      expect.objectContaining({ code: 'invalid-model', hint: 'Did you mean `friends.ts`?' }),
    );
    expect(() => loadModel(join(path, '..'))).toThrow(/to be a file, got a folder/);
    for (const name of [5, '', undefined, new URL('https://example.com/m.ts')] as string[]) {
      expect(() => loadModel(name)).toThrow(expect.objectContaining({ code: 'invalid-model' }));
    }
    expect(() => loadModel('cmdbb')).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(/^Expected the model to be cmdb, social, fraud/),
        hint: 'Did you mean `cmdb`?',
      }),
    );
  });
});

describe('a model of a file', () => {
  it('is refused where its own functions throw, such as a formula that its counts do not fit', async () => {
    const text = friends
      .replace('import { type', 'import { modulo, type')
      .replace('out: exactly(2),\n  in: uniform(),', 'each: person, by: modulo({ factor: 2 }),')
      .replace('to: person,', 'to: team,')
      .replace('const knows', "const team = node('Team', { count: () => 4 });\nconst knows")
      .replace('nodes: [person]', 'nodes: [person, team]');
    const model = loadModel(await writeFiles({ 'friends.ts': text, 'words/words.ts': words }));
    await expect(exportGraph({ folder: await makeTemporaryFolder(), model, scale: 100 })).rejects.toMatchObject({
      code: 'invalid-model',
      message:
        'Could not make KNOWS of model friends at scale 100: Expected the factor to have no divisor in common with 4 targets, got `2`',
    });
  });

  it('gives the same bytes on 1, 2 and 4 threads', async () => {
    const model = loadModel(await writeFriends());
    const hashes = await Promise.all(
      ([1, 2, 4] as const).map(async (workers) => {
        const folder = await makeTemporaryFolder();
        await exportGraph({ folder, model, scale: 3_000, parts: 4, workers, seed: 'x' });
        return createHash('sha256')
          .update(await readFile(join(folder, 'manifest.json')))
          .digest('hex');
      }),
    );
    expect(new Set(hashes).size).toBe(1);
  });

  it('is named by an export, which another state of its files does not match', async () => {
    const path = await writeFriends();
    const model = loadModel(path);
    const folder = await makeTemporaryFolder();
    const { manifest } = await exportGraph({ folder, model, scale: 100 });
    expect(manifest.model).toEqual({ name: 'friends', version: '1', files: sourceOf(model)!.files });
    expect(graphOf(manifest).model).toBe(model);
    const edited = loadModel(await writeFiles({ 'friends.ts': friends, 'words/words.ts': `${words}\n` }));
    expect(() => graphOf(manifest)).toThrow(
      /^The export was made with other content of the model file words\/words\.ts$/,
    );
    await expect(exportGraph({ folder, model: edited, scale: 100 })).rejects.toThrow(
      /made with other content of the model file words\/words\.ts$/,
    );
  });

  it('is refused by a thread when it was edited meanwhile', async () => {
    const path = await writeFriends();
    const model: Model = loadModel(path);
    const folder = await makeTemporaryFolder();
    await appendFile(path, '// edited\n');
    await expect(exportGraph({ folder, model, scale: 3_000, workers: 2, parts: 4 })).rejects.toThrow(
      /^The model file friends\.ts was edited while bulkgen read it$/,
    );
  });

  it('is a graph with settings, of which another thread makes it again', async () => {
    const model = loadModel(await writeFriends());
    const graph = graphOf({
      ...(await exportGraph({ folder: await makeTemporaryFolder(), model, scale: 100 })).manifest,
    });
    expect(rebuildGraph(describeGraph(graph)!).model).toBe(model);
    expect(describeGraph({ ...graph, model: { ...model } })).toBeUndefined();
  });
});
