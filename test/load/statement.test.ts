import { describe, expect, it } from 'vitest';
import { listLoadedTables } from '../../src/load/loaded-table.ts';
import { createStatement, missingEndStatement } from '../../src/load/statement.ts';
import { bindModel } from '../../src/model/graph.ts';
import { specimens } from '../model/specimens.ts';

const tables = listLoadedTables(bindModel(specimens, { seed: 'test', scale: 3, asOfDay: 20_454 }));
const statementOf = (name: string): string => createStatement(specimens, tables.find((table) => table.name === name)!);

describe('the statement of a batch', () => {
  it('creates nodes with all labels and a value of the right type for every column', () => {
    expect(statementOf('Specimen')).toBe(
      `UNWIND split($text, '\\u001e') AS line
WITH split(line, '\\u001f') AS c
CREATE (:\`Exhibit\`:\`Specimen\` {${[
        '`id`: c[1]',
        '`kept`: c[2]',
        '`colour`: c[3]',
        '`shelf`: c[4]',
        "`tags`: split(c[5], ';')",
        '`note`: c[6]',
        '`twin`: c[7]',
        '`neighbour`: c[8]',
        '`address`: c[9]',
        '`edition`: c[10]',
        '`size`: toInteger(c[11])',
        '`grains`: toInteger(c[12])',
        '`weight`: toFloat(c[13])',
        "`onLoan`: c[14] = 'true'",
        '`foundOn`: date(c[15])',
        '`seenAt`: datetime(c[16])',
        "`place`: point({longitude: toFloat(split(split(c[17], ':')[1], ',')[0]), latitude: toFloat(split(split(c[17], ':')[2], '}')[0])})",
        '`age`: duration(c[18])',
        "`soldOn`: date(nullIf(c[19], '\\u001d'))",
        '`opensAt`: time(c[20])',
        '`closesAt`: localtime(c[21])',
        '`shownAt`: localdatetime(c[22])',
        "`sizes`: [x IN split(c[23], ';') | toInteger(x)]",
        "`weights`: [x IN split(c[24], ';') | toFloat(x)]",
        "`answers`: [x IN split(c[25], ';') | x = 'true']",
        "`notes`: split(c[26], ';')",
        "`days`: [x IN split(nullIf(c[27], '\\u001d'), ';') | date(x)]",
        "`instants`: [x IN split(c[28], ';') | datetime(x)]",
        "`visits`: [x IN split(c[29], ';') | localdatetime(x)]",
        "`bells`: [x IN split(c[30], ';') | time(x)]",
        "`meals`: [x IN split(c[31], ';') | localtime(x)]",
        '`key`: c[32]',
        "`keys`: split(c[33], ';')",
        '`label`: c[34]',
        '`origin`: c[35]',
        '`worth`: toInteger(c[36])',
        '`finder`: c[37]',
        '`contact`: c[38]',
        "`stops`: [x IN split(c[39], ';') | point({longitude: toFloat(split(split(x, ':')[1], ',')[0]), latitude: toFloat(split(split(x, ':')[2], '}')[0])})]",
        "`loans`: [x IN split(nullIf(c[40], '\\u001d'), ';') | duration(x)]",
        '`plate`: c[41]',
      ].join(', ')}})
RETURN count(*) AS rows`,
    );
  });

  it('creates relationships between nodes found by id, and events together with their relationship', () => {
    expect(statementOf('CAME_BEFORE')).toContain(`MATCH (a:\`Exhibit\` {id: c[0]})
USING INDEX a:\`Exhibit\`(id)
MATCH (b:\`Exhibit\` {id: c[1]})
USING INDEX b:\`Exhibit\`(id)
CREATE (a)-[:\`CAME_BEFORE\` {\`by\`: duration(c[2])}]->(b)`);
    expect(statementOf('Visit')).toContain(`MATCH (b:\`Exhibit\` {id: c[2]})
USING INDEX b:\`Exhibit\`(id)
CREATE (:\`Visit\` {\`id\`: c[1], \`affectedCi\`: c[2], \`took\`: duration(c[3])})-[:\`VISITED\`]->(b)`);
  });

  it('finds a missing end by the same cells', () => {
    expect(missingEndStatement(specimens, tables.find(({ name }) => name === 'CAME_BEFORE')!)).toContain(
      'UNWIND [c[0], c[1]] AS id',
    );
  });
});
