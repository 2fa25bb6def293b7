/** The arguments of `neo4j-admin database import full` in a script, and small files of our own for them. */
export interface AdminScript {
  readonly project: string;
  readonly words: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  /** Whether the test also imports the files, into the database neo4j of a private server. */
  readonly isImported?: boolean;
}

const person = 'id:ID,name,:LABEL\n1,Ann,Person\n2,Bo,Person\n';
const knows = ':START_ID,:END_ID,:TYPE\n1,2,KNOWS\n';

/** As they stand in public repositories, with the folders and the number of files reduced. */
export const scripts: readonly AdminScript[] = [
  {
    project: 'LDBC SNB',
    words: [
      '--id-type=INTEGER',
      '--ignore-empty-strings=true',
      '--bad-tolerance=0',
      '--nodes=Person=headers/Person.csv,snapshot/Person/part-.*csv',
      '--relationships=KNOWS=headers/Person_knows_Person.csv,snapshot/Person_knows_Person/part-.*csv',
      '--delimiter',
      '|',
    ],
    files: {
      'headers/Person.csv': 'id:ID(Person)|name:STRING\n',
      'headers/Person_knows_Person.csv': 'creationDate:DATETIME|:START_ID(Person)|:END_ID(Person)\n',
      'snapshot/Person/part-00000-a.csv': '14|Ann\n15|""\n',
      'snapshot/Person/part-00001-a.csv': '16|Cy\n',
      'snapshot/Person_knows_Person/part-00000-a.csv': '2011-07-21T09:52:24.631+00:00|14|15\n',
    },
    isImported: true,
  },
  {
    project: 'BioCypher',
    words: [
      'test',
      '--delimiter=;',
      '--array-delimiter=|',
      "--quote='",
      '--overwrite-destination=true',
      '--skip-bad-relationships=true',
      '--skip-duplicate-nodes=true',
      '--nodes=out/Gene-header.csv,out/Gene-part.*',
      '--relationships=out/Targets-header.csv,out/Targets-part.*',
    ],
    files: {
      'out/Gene-header.csv': ':ID;name;tags:string[];:LABEL\n',
      'out/Gene-part000.csv': "g1;'A;1';x|y;Gene|Entity\ng1;B;;Gene\n",
      'out/Gene-part001.csv': 'g2;C;;Gene|Entity\n',
      'out/Targets-header.csv': ':START_ID;:END_ID;:TYPE\n',
      'out/Targets-part000.csv': 'g1;g2;Targets\ng1;g9;Targets\n',
    },
  },
  {
    project: 'formalsec/graphjs',
    words: [
      '--overwrite-destination',
      '--nodes=import/nodes.csv',
      '--relationships=import/rels.csv',
      '--delimiter=U+00BF',
      '--skip-bad-relationships=true',
      '--skip-duplicate-nodes=true',
    ],
    files: {
      'import/nodes.csv': 'Id:ID¿Code¿:LABEL\n1¿"let a = \'x,y\'"¿Stmt\n1¿b¿Stmt\n2¿c ¡é¿Stmt;Call\n',
      'import/rels.csv': ':START_ID¿:END_ID¿:TYPE\n1¿2¿AST\n2¿7¿CFG\n',
    },
    isImported: true,
  },
  {
    project: 'DBLP',
    words: [
      'dblp.db',
      '--overwrite-destination',
      '--delimiter',
      ';',
      '--array-delimiter',
      '|',
      '--id-type',
      'INTEGER',
      '--nodes=article=data/article_header.csv,data/article.csv',
      '--nodes=author=data/author.csv',
      '--relationships=authored_by=data/authored_by.csv',
    ],
    files: {
      'data/article_header.csv': 'article:ID(article);title:string;ee:string[]\n',
      'data/article.csv': '7;On graphs;a|b\n8;"Of ""trees""";\n',
      'data/author.csv': ':ID(author);author:string\n7;Ann\n',
      'data/authored_by.csv': ':START_ID(article);:END_ID(author)\n7;7\n8;7\n',
    },
  },
  {
    project: 'a loader of aviation data',
    words: ['neo4j', '--overwrite-destination', '--nodes=NAVAID.csv', '--relationships=AIRWAY.csv'],
    files: { 'NAVAID.csv': person, 'AIRWAY.csv': knows },
  },
  {
    project: 'a loader of news, with the database in the last place',
    words: [
      '--nodes=import/small/user_data.csv',
      '--nodes=import/small/topic_data.csv',
      '--relationships=import/small/user_to_topic.csv',
      '--overwrite-destination',
      'newsdb-small',
    ],
    files: {
      'import/small/user_data.csv': 'user:ID(User),:LABEL\n1,User\n',
      'import/small/topic_data.csv': 'topic:ID(Topic),:LABEL\n1,Topic\n2,Topic\n',
      'import/small/user_to_topic.csv': ':START_ID(User),:END_ID(Topic),:TYPE\n1,2,READS\n',
    },
  },
  {
    project: 'a call graph',
    words: ['--nodes=Nodes.csv', '--relationships=CallGraph.csv', '--delimiter=TAB', '--overwrite-destination'],
    files: {
      'Nodes.csv': 'name:ID(Node)\t:LABEL\nmain\tMethod\nrun()\tMethod\n',
      'CallGraph.csv': ':START_ID(Node)\t:END_ID(Node)\tlabel\t:TYPE\nmain\trun()\tx\tCALLS\n',
    },
  },
  {
    project: 'Samyama',
    words: [
      'neo4j',
      '--overwrite-destination=true',
      '--skip-bad-relationships=true',
      '--skip-duplicate-nodes=true',
      '--id-type=INTEGER',
      '--report-file=import.report',
      '--nodes=csv/pathways/nodes-Gene.csv',
      '--nodes=csv/drugs/nodes-Drug.csv',
      '--relationships=csv/drugs/rels-0.csv',
    ],
    files: {
      'csv/pathways/nodes-Gene.csv': 'id:ID,name:string,:LABEL\n1,TP53,Gene\n',
      'csv/drugs/nodes-Drug.csv': 'id:ID,name:string,dose:float,:LABEL\n10000001,Aspirin,0.5,Drug\n1,Again,,Drug\n',
      'csv/drugs/rels-0.csv': ':START_ID,:END_ID,:TYPE\n10000001,1,TARGETS\n',
    },
  },
  {
    project: 'CodeKG',
    words: [
      'neo4j',
      '--id-type=string',
      '--multiline-fields=true',
      '--overwrite-destination=true',
      '--read-buffer-size=8388608',
      '--nodes=File=import/file-header.csv,import/file-0.csv,import/file-1.csv',
    ],
    files: {
      'import/file-header.csv': 'path:ID,body\n',
      'import/file-0.csv': 'a.c,"int main() {\n  return 0;\n}"\n',
      'import/file-1.csv': 'b.c,"x\r\n\r\ny"\n',
    },
  },
  {
    project: 'net-synergy/pubmedparser',
    words: [
      'neo4j',
      String.raw`--delimiter=\t`,
      '--quote="',
      '--skip-bad-relationships=true',
      '--trim-strings=true',
      '--id-type=STRING',
      '--nodes=Publication=import/Publication_nodes.tsv',
      '--nodes=Author=import/Author_nodes.tsv',
      '--relationships=Publication-Author=import/Publication_Author_edges.tsv',
    ],
    files: {
      'import/Publication_nodes.tsv': ':ID(Publication)\tyear:int\n1\t 2001\n',
      'import/Author_nodes.tsv': ':ID(Author)\tname\nA1\t Ann \n',
      'import/Publication_Author_edges.tsv': ':START_ID(Publication)\t:END_ID(Author)\n1\tA1\n1\tA9\n',
    },
  },
];
