// What a neo4j.conf says: the same text for the server of every target.

export interface Ports {
  readonly bolt: number;
  readonly http: number;
}

/** Neo4j's own. */
export const usualPorts: Ports = { bolt: 7687, http: 7474 };

/** The ports a neo4j.conf names; the usual where it names none. */
export function readPorts(settings: string): Ports {
  const portOf = (name: string): number | undefined => {
    const port = /:(\d+)$/.exec(readSetting(settings, `server.${name}.listen_address`) ?? '')?.[1];
    return port === undefined ? undefined : Number(port);
  };
  return { bolt: portOf('bolt') ?? usualPorts.bolt, http: portOf('http') ?? usualPorts.http };
}

/** The same settings with other ports. */
export function replacePorts(settings: string, ports: Ports): string {
  return settings.replace(
    /^([ \t]*server\.(bolt|http)\.(?:listen|advertised)_address[ \t]*=.*):\d+[ \t]*$/gm,
    (_, start: string, name: keyof Ports) => `${start}:${ports[name]}`,
  );
}

/** Whether a login is asked for. */
export function needsLogin(settings: string): boolean {
  return readSetting(settings, 'dbms.security.auth_enabled') !== 'false';
}

/** The value of one setting; Neo4j refuses to start with two of a name. */
export function readSetting(settings: string, name: string): string | undefined {
  const pattern = new RegExp(`^[ \\t]*${name.replaceAll('.', '\\.')}[ \\t]*=(.*)$`, 'm');
  return pattern.exec(settings)?.[1]?.trim();
}
