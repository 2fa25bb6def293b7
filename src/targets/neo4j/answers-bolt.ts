import { connect } from 'node:net';

/**
 * Whether a server answers the handshake of Bolt there. An open port is not enough, because Docker's proxy listens as soon as the
 * container starts. Bytes: Bolt protocol, "Handshake": a magic number and four versions. The server answers with one version.
 */
export async function answersBolt(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const answer = (answers: boolean): void => {
      socket.destroy();
      resolve(answers);
    };
    socket.setTimeout(2000, () => answer(false));
    socket.once('error', () => answer(false));
    socket.once('close', () => answer(false));
    socket.once('connect', () => socket.write(handshake));
    socket.once('data', () => answer(true));
  });
}

const handshake = Buffer.from('6060b017' + '00040405' + '00000004' + '00000000' + '00000000', 'hex');
