import type { IncomingMessage } from "node:http";
import ipaddr from "ipaddr.js";
import { headerOf } from "./exchange";

export interface Trust {
  /** CIDRs whose `X-Forwarded-*` headers count. */
  readonly trustedProxies: readonly string[];
  /** `YARD_URL`, or null. */
  readonly publicUrl: string | null;
  readonly port: number;
}

export interface Client {
  readonly address: string;
  /** Origin under which this client reached us, as answers may show it. */
  readonly origin: string;
  /** Whether a trusted proxy passed the request on. */
  readonly isProxied: boolean;
}

/** Who asks, and under which address. Headers of a peer that is no trusted proxy are not looked at. */
export function clientOf(request: IncomingMessage, trust: Trust): Client {
  const peer = plain(request.socket.remoteAddress ?? "");
  const isProxied = isTrusted(peer, trust.trustedProxies);
  const address = isProxied ? lastUntrusted(headerOf(request, "x-forwarded-for"), peer, trust.trustedProxies) : peer;
  const scheme = isProxied && headerOf(request, "x-forwarded-proto") === "https" ? "https" : "http";
  const host = (isProxied ? headerOf(request, "x-forwarded-host") : undefined) ?? request.headers.host ?? "";
  return { address, isProxied, origin: trust.publicUrl ?? originOf(host, scheme, trust.port) };
}

/** Only a name that cannot be somebody else's is taken from the request: an IP address or localhost. */
function originOf(host: string, scheme: string, port: number): string {
  const fallback = `http://localhost:${port}`;
  if (!URL.canParse(`${scheme}://${host}`)) return fallback;
  const { hostname, origin } = new URL(`${scheme}://${host}`);
  const isOurs = hostname === "localhost" || ipaddr.isValid(hostname.replace(/^\[|\]$/g, ""));
  return isOurs ? origin : fallback;
}

function lastUntrusted(header: string | undefined, peer: string, trusted: readonly string[]): string {
  const chain = (header ?? "").split(",").map((part) => plain(part.trim()));
  return chain.reverse().find((part) => ipaddr.isValid(part) && !isTrusted(part, trusted)) ?? peer;
}

const plain = (address: string) => (ipaddr.isValid(address) ? ipaddr.process(address).toString() : address);

function isTrusted(address: string, cidrs: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return cidrs.some((cidr) => {
    const [network, bits] = ipaddr.parseCIDR(cidr.includes("/") ? cidr : `${cidr}/${cidr.includes(":") ? 128 : 32}`);
    return network.kind() === parsed.kind() && parsed.match([network, bits] as never);
  });
}
