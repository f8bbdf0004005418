// IPv4 networks in CIDR notation.

/** { first, last } as numbers, or undefined if the text is no network: another prefix, bits behind the prefix. */
export function network(text) {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(String(text));
  const [a, b, c, d, prefix] = match ? match.slice(1).map(Number) : [256];
  if ([a, b, c, d].some((each) => each > 255) || prefix > 32) {
    return undefined;
  }
  const first = ((a * 256 + b) * 256 + c) * 256 + d;
  const size = 2 ** (32 - prefix);
  return first % size === 0 ? { first, last: first + size - 1, prefix } : undefined;
}

export const within = (inner, outer) => inner.first >= outer.first && inner.last <= outer.last;
export const overlap = (one, other) => one.first <= other.last && other.first <= one.last;

export const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map(network);
/** What Alibaba Cloud's own services come from (CLB, among others). */
export const OF_THE_CLOUD = network('100.64.0.0/10');
