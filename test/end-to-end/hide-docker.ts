// Before each end-to-end file: the daemon is there for those alone that call `seeDocker` or `useDocker`, for `--target auto`
// must not find the containers of a file in the other track.
const names = ['DOCKER_HOST', 'DOCKER_CONTEXT'] as const;
const before = names.map((name) => [name, process.env[name]] as const);

delete process.env['DOCKER_CONTEXT'];
process.env['DOCKER_HOST'] = 'unix:///hidden-from-this-test.sock';

/** Lets the file see the Docker daemon that `docker` finds. To make containers there takes `useDocker`. */
export function seeDocker(): void {
  for (const [name, value] of before) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}
