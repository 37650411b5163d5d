import ipaddr from "ipaddr.js";

/** The part of an address that one customer gets: an IPv6 /64, a whole IPv4 address, also where it is written as IPv6. */
export function networkOf(address: string): string {
  const known = ipaddr.isValid(address) ? ipaddr.process(address) : null;
  if (!(known instanceof ipaddr.IPv6)) return known?.toString() ?? address;
  return known.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(":");
}
