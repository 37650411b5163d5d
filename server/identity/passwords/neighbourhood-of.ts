import ipaddr from "ipaddr.js";

/** One household or one host has a whole /64 of IPv6; of IPv4, neighbours in a /24 count together. */
export function neighbourhoodOf(address: string): string {
  if (!ipaddr.isValid(address)) return "unknown";
  const known = ipaddr.process(address);
  if (known instanceof ipaddr.IPv4) return `${known.octets.slice(0, 3).join(".")}.0/24`;
  return `${known.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(":")}::/64`;
}
