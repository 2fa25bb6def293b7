// Runs before each file of test/end-to-end. Hides the Docker daemon, so that `--target auto` does not find the containers that
// test/end-to-end-docker creates at the same time.
const names = ['DOCKER_HOST', 'DOCKER_CONTEXT'] as const;
const before = names.map((name) => [name, process.env[name]] as const);

delete process.env['DOCKER_CONTEXT'];
process.env['DOCKER_HOST'] = 'unix:///hidden-from-this-test.sock';

/** Lets the file see the Docker daemon that `docker` finds. A file that creates containers belongs in test/end-to-end-docker. */
export function seeDocker(): void {
  for (const [name, value] of before) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}
