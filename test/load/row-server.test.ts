import { get, request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { findListenHost, parseCsvAddress } from '../../src/load/csv-address.ts';
import { listLoadedTables } from '../../src/load/loaded-table.ts';
import { serveRows } from '../../src/load/row-server.ts';
import { bindModel } from '../../src/model/graph.ts';
import { specimens } from '../model/specimens.ts';

const graph = bindModel(specimens, { seed: 'test', scale: 3, asOfDay: 20_454 });
const table = listLoadedTables(graph).find(({ name }) => name === 'CAME_BEFORE')!;

describe('the server of rows', () => {
  it('serves ranges of a table, only to who knows its path, and ends with its load', async () => {
    const server = await serveRows(graph, parseCsvAddress());
    const url = server.urlOf({ table, first: 1, end: 2 }, { escapes: false });
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{22}\/CAME_BEFORE\.csv\?first=1&end=2$/);
    const read = async (address: string, method = 'GET'): Promise<string> => {
      const response = await fetch(address, { method });
      return `${response.status} ${await response.text()}`;
    };
    expect(await read(url)).toBe('200 spec-001,spec-002,P1D,CAME_BEFORE\n');
    expect(await read(server.probe)).toBe('200 "\\\\"\n');
    expect(await read(url, 'POST')).toBe('405 ');
    const refused = [
      url.replace(/\/[\w-]{22}\//, '/'),
      url.replace(/\/[\w-]{22}\//, '/AAAAAAAAAAAAAAAAAAAAAA/'),
      url.replace('CAME_BEFORE', 'OTHER'),
      url.replace('CAME_BEFORE.csv', '..%2F..%2Fetc%2Fpasswd'),
      url.replace('CAME_BEFORE.csv', '%E0%A4%A'),
      `${new URL(url).origin}//`,
      url.replace('end=2', 'end=3'),
      url.replace('first=1', 'first=-1'),
      url.replace('first=1', 'first=x'),
    ];
    for (const address of refused) expect(await read(address)).toBe('404 ');
    await server.close();
    await expect(fetch(url)).rejects.toThrow();
  });

  it('sends in chunks, so that a reader notices an answer that was cut', async () => {
    const server = await serveRows(graph, parseCsvAddress());
    const headers = await new Promise((resolve) => {
      get(server.probe, (response) => resolve(response.resume().headers));
    });
    expect(headers).toMatchObject({ 'transfer-encoding': 'chunked', connection: 'close' });
    await server.close();
  });

  it('keeps the error of a row that cannot be made', async () => {
    const row = (): never => {
      throw new RangeError('too long');
    };
    const server = await serveRows({ ...graph, relationships: [{ ...table, row }] }, parseCsvAddress());
    const cut = fetch(server.urlOf({ table, first: 0, end: 1 }, { escapes: false }));
    await expect(cut.then((response) => response.text())).rejects.toThrow();
    expect(server.failure()).toMatchObject({ message: 'too long' });
    await server.close();
  });

  it('refuses an address that it cannot listen at', async () => {
    const server = await serveRows(graph, parseCsvAddress());
    const { port } = new URL(server.probe);
    await expect(serveRows(graph, parseCsvAddress(`127.0.0.1:${port}`))).rejects.toMatchObject({
      code: 'port-taken',
      message: expect.stringContaining(`127.0.0.1:${port}`),
    });
    await server.close();
  });

  it('survives a reader that goes away', async () => {
    const server = await serveRows(graph, parseCsvAddress());
    await new Promise((resolve) => {
      const asked = request(server.probe, () => asked.destroy()).on('close', resolve);
      asked.end();
    });
    expect((await fetch(server.probe)).status).toBe(200);
    await server.close();
  });
});

describe('the address of the server of rows', () => {
  it.each([
    ['example.com', 'example.com', 0],
    ['10.0.0.7:4711', '10.0.0.7', 4711],
    ['[::1]:80', '::1', 80],
    ['[::1]', '::1', 0],
  ])('is read from %s', (text, host, port) => {
    expect(parseCsvAddress(text)).toEqual({ host, port });
  });

  it.each(['', ':80', '::1', 'a:b', 'host:99999', 'http://host', 'a b'])('is not %j', (text) => {
    expect(() => parseCsvAddress(text)).toThrow(/^Expected --csv-address to be HOST or HOST:PORT, got/);
  });

  it('is all of this machine only when this machine does not have the given one', async () => {
    expect(await findListenHost({ host: 'localhost', port: 0 })).toMatch(/^(127\.0\.0\.1|::1)$/);
    expect(await findListenHost({ host: 'nowhere.invalid', port: 0 })).toBe('0.0.0.0');
  });
});
