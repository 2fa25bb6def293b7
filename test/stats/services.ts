import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Third-party CSV of four services and two databases, small enough to count by hand. */
export const serviceFiles: Readonly<Record<string, string>> = {
  'service.csv': `id:ID,name,environment,replicas:int,:LABEL
s1,orders,prod,1,Node;Service
s2,orders,prod,2,Node;Service
s3,billing,dev,2,Node;Service
s4,,dev,4,Node;Service
`,
  'database.csv': `id:ID,name,environment,:LABEL
d1,main,prod,Node;Database
d2,billing,dev,Node;Database
`,
  'calls.csv': `:START_ID,:END_ID,protocol,:TYPE
s1,s2,http,CALLS
s1,s2,http,CALLS
s2,s2,,CALLS
s3,s1,"a ""b""",CALLS
s3,s4,http,CALLS
s1,d1,sql,CALLS
s4,d1,sql,CALLS
d1,d2,sql,COPIES
`,
};

/** Writes files into a folder, which may be new. */
export async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
}
