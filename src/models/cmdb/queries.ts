import type { SampleQuery } from '../../model/model.ts';

/** Questions a demo asks first. */
export const queries: readonly SampleQuery[] = [
  {
    question: 'How many CIs of each class are there?',
    cypher: 'MATCH (ci:ConfigurationItem) RETURN ci.type AS class, count(*) AS cis ORDER BY cis DESC, class LIMIT 5',
  },
  {
    question: 'Which business services suffer from open critical events on their applications?',
    cypher: `MATCH (e:Event {severity: 'CRITICAL', status: 'OPEN'})-[:AFFECTS]->(app)-[:SUPPORTS]->(s:BusinessService)
RETURN s.id AS service, s.name AS name, count(DISTINCT e) AS events ORDER BY events DESC, service LIMIT 3`,
  },
  {
    question: 'If the most used database goes down, how many applications and business services feel it?',
    cypher: `MATCH (db:Database)<-[:DEPENDS_ON]-(app)
WITH db, count(app) AS users ORDER BY users DESC, db.id LIMIT 1
MATCH (db)<-[:DEPENDS_ON*1..3]-(app)
OPTIONAL MATCH (app)-[:SUPPORTS]->(s:BusinessService)
RETURN db.id AS database, count(DISTINCT app) AS applications, count(DISTINCT s) AS services`,
  },
];
