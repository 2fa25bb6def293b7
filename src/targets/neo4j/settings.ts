// Reads neo4j.conf. Its format is the same in every target.

export interface Ports {
  readonly bolt: number;
  readonly http: number;
}

/** Neo4j's default ports. */
export const usualPorts: Ports = { bolt: 7687, http: 7474 };

/** The ports in the settings. The default ports where there are none. */
export function readPorts(settings: string): Ports {
  const portOf = (name: string): number | undefined => {
    const port = /:(\d+)$/.exec(readSetting(settings, `server.${name}.listen_address`) ?? '')?.[1];
    return port === undefined ? undefined : Number(port);
  };
  return { bolt: portOf('bolt') ?? usualPorts.bolt, http: portOf('http') ?? usualPorts.http };
}

/** Returns the settings with other ports. */
export function replacePorts(settings: string, ports: Ports): string {
  return settings.replace(
    /^([ \t]*server\.(bolt|http)\.(?:listen|advertised)_address[ \t]*=.*):\d+[ \t]*$/gm,
    (_, start: string, name: keyof Ports) => `${start}:${ports[name]}`,
  );
}

/** Whether clients must log in. */
export function needsLogin(settings: string): boolean {
  return readSetting(settings, 'dbms.security.auth_enabled') !== 'false';
}

/** The value of a setting. Neo4j does not start with two values of one setting. */
export function readSetting(settings: string, name: string): string | undefined {
  const pattern = new RegExp(`^[ \\t]*${name.replaceAll('.', '\\.')}[ \\t]*=(.*)$`, 'm');
  return pattern.exec(settings)?.[1]?.trim();
}
