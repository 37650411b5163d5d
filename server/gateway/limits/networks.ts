import ipaddr from "ipaddr.js";

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Network = readonly [Address, number];

const MAPPED_BITS = 96;

/** Whether an address lies in one of these networks (CIDR, RFC 4632 and 4291; a bare address is a network of one). */
export function liesInOneOf(address: string | null, networks: readonly string[]): boolean {
  if (address === null || !ipaddr.isValid(address)) return false;
  const asked = ipaddr.process(address);
  return networks.some((text) => {
    const network = parseNetwork(text);
    return network !== null && matches(asked, network);
  });
}

function parseNetwork(text: string): Network | null {
  if (ipaddr.isValidCIDR(text)) return plain(ipaddr.parseCIDR(text));
  if (!ipaddr.isValid(text)) return null;
  const address = ipaddr.process(text);
  return [address, address.toByteArray().length * 8];
}

/** IPv4 that is written as IPv6 (`::ffff:203.0.113.0/120`) is IPv4: that is how a client's address is told. */
function plain([address, bits]: Network): Network {
  if (!(address instanceof ipaddr.IPv6) || !address.isIPv4MappedAddress() || bits < MAPPED_BITS) return [address, bits];
  return [address.toIPv4Address(), bits - MAPPED_BITS];
}

function matches(asked: Address, [network, bits]: Network): boolean {
  if (asked instanceof ipaddr.IPv4) return network instanceof ipaddr.IPv4 && asked.match(network, bits);
  return network instanceof ipaddr.IPv6 && asked.match(network, bits);
}
