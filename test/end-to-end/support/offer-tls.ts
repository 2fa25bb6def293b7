import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';

const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '30'];

/** Writes a self-signed certificate into the home of a server, and returns the settings with which the server also answers by TLS. */
export async function offerTls(home: string): Promise<string> {
  const folder = join(home, 'certificates', 'bolt');
  await mkdir(folder, { recursive: true });
  const files = ['-keyout', join(folder, 'private.key'), '-out', join(folder, 'public.crt')];
  await execa('openssl', [...request, ...files, '-subj', '/CN=localhost']);
  return `server.bolt.tls_level=OPTIONAL
dbms.ssl.policy.bolt.enabled=true
dbms.ssl.policy.bolt.base_directory=certificates/bolt
dbms.ssl.policy.bolt.client_auth=NONE
`;
}
