/** Whether an IPv4 or IPv6 address is in a network such as `10.4.0.0/14`. */
export function isInPrefix(address: string, prefix: string): boolean {
  const [network, length] = prefix.split('/') as [string, string];
  const isShort = network.includes('.');
  const shift = BigInt((isShort ? 32 : 128) - Number(length));
  return address.includes('.') === isShort && toNumber(address) >> shift === toNumber(network) >> shift;
}

function toNumber(address: string): bigint {
  if (address.includes('.')) return address.split('.').reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  const [start, end] = address.split('::').map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = new Array<string>(8 - start!.length - (end?.length ?? 0)).fill('0');
  return [...start!, ...zeros, ...(end ?? [])].reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
}
