import { lookup } from "node:dns/promises";
import ipaddr from "ipaddr.js";
import { Agent, type Response as Answer, type Dispatcher, fetch as send } from "undici";
import type { SafeFetch } from "@/server/kernel/context";
import { DomainError } from "@/server/kernel/errors";
import { isOutwardPort } from "@/server/ports/outward-address";

interface Config {
  /** CIDRs of the intranet that an administrator opened, such as a mirror. */
  readonly allowed: readonly string[];
  /** Origins that an administrator opened: they may lie inside and have any port. */
  readonly origins?: readonly string[];
}

const MAX_REDIRECTS = 5;
const TIMEOUT_MS = 30_000;

/**
 * A `fetch` for addresses that somebody typed. Every address of a name is checked, the socket goes to the checked one
 * (no second resolution that could answer differently), and each redirect is checked again; `redirect: "manual"`
 * hands the first answer back instead. Credentials do not follow a redirect to another origin. An origin that was
 * opened may lie inside, and redirect to or name another such one; once the way has led elsewhere, nothing inside is open.
 */
export function createGuardedFetch({ allowed, origins = [] }: Config): SafeFetch {
  const isAllowed = allowedIn(allowed);
  const open = new Set(origins);
  const outside = agentFor(isAllowed);
  const inside = agentFor(() => true);
  const agentOf = (url: URL, mayBeInside: boolean): Agent => {
    refuseTyped(url, mayBeInside, isAllowed);
    return mayBeInside ? inside : outside;
  };

  return async (input, { totalMs = TIMEOUT_MS, idleMs = TIMEOUT_MS, privateHeaders = [], namedBy, ...init } = {}) => {
    let url = new URL(input);
    let sent: RequestInit = init;
    let mayBeInside = namedBy === undefined || (namedBy !== null && open.has(namedBy));
    const signal = AbortSignal.any([AbortSignal.timeout(totalMs), ...(init.signal ? [init.signal] : [])]);
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      mayBeInside &&= open.has(url.origin);
      const dispatcher = patient(agentOf(url, mayBeInside), idleMs);
      const answer = await send(url, { ...(sent as object), signal, redirect: "manual", dispatcher }).catch(asTold);
      const location = locationOf(answer);
      // undici types its own Response; at run time it is the one of the platform.
      if (location === null || init.redirect === "manual") return answer as unknown as Response;
      await answer.body?.cancel();
      const next = new URL(location, url);
      sent = next.origin === url.origin ? sent : withoutCredentials(sent, privateHeaders);
      url = next;
    }
    throw new DomainError("invalid", `More than ${MAX_REDIRECTS} redirects`, { reason: "too_many_redirects" });
  };
}

/** What a `fetch` of the same rules would refuse in an address as it is typed: its scheme, port, and a literal or local host. */
export function createAddressGuard({ allowed, origins = [] }: Config): (address: string) => void {
  const isAllowed = allowedIn(allowed);
  const open = new Set(origins);
  return (address) => {
    const url = URL.parse(address);
    if (!url) throw refused(address);
    refuseTyped(url, open.has(url.origin), isAllowed);
  };
}

/** `::/96`: IPv4 addresses as IPv6 wrote them first (RFC 4291, 2.5.5.1). */
const COMPATIBLE = /^(?:0:){6}/;

type IsAllowed = (address: string) => boolean;

function allowedIn(allowed: readonly string[]): IsAllowed {
  const cidrs = allowed.map((cidr) => ipaddr.parseCIDR(cidr));
  return (address) => {
    const parsed = ipaddr.process(address);
    const isOutside = parsed.range() === "unicast" && !COMPATIBLE.test(parsed.toNormalizedString());
    return isOutside || cidrs.some(([net, bits]) => net.kind() === parsed.kind() && parsed.match([net, bits] as never));
  };
}

const locationOf = ({ status, headers }: Answer): string | null =>
  status >= 300 && status <= 399 ? headers.get("location") : null;

/** Connections to addresses that pass the test; one that is kept open for the next request has passed it. */
function agentFor(isAllowed: IsAllowed): Agent {
  return new Agent({
    connect: {
      lookup: (host, _options, callback) => {
        checkedAddress(host, isAllowed).then(
          ({ address, family }) => callback(null, [{ address, family }]),
          (error: Error) => callback(error, []),
        );
      },
    },
  });
}

const patient = (agent: Agent, idleMs: number): Dispatcher =>
  agent.compose(
    (dispatch) => (options, handler) => dispatch({ ...options, headersTimeout: idleMs, bodyTimeout: idleMs }, handler),
  );

function withoutCredentials(init: RequestInit, privateHeaders: readonly string[]): RequestInit {
  const headers = new Headers(init.headers);
  for (const name of ["authorization", "cookie", ...privateHeaders]) headers.delete(name);
  return { ...init, headers: Object.fromEntries(headers) };
}

/** Names under `localhost` are this machine by their meaning (RFC 6761, 6.3). */
const LOCAL_NAME = /(?:^|\.)localhost\.?$/;
const literalOf = ({ hostname }: URL) => (LOCAL_NAME.test(hostname) ? "127.0.0.1" : hostname.replace(/^\[|\]$/g, ""));

function refuseTyped(url: URL, mayBeInside: boolean, isAllowed: IsAllowed): void {
  const { protocol, port, username, password, hostname } = url;
  const isWeb = protocol === "http:" || protocol === "https:";
  if (!isWeb || username || password) throw refused(hostname);
  if (mayBeInside) return;
  const literal = literalOf(url);
  if (!isOutwardPort(port) || (ipaddr.isValid(literal) && !isAllowed(literal))) throw refused(hostname);
}

async function checkedAddress(host: string, isAllowed: IsAllowed) {
  const addresses = await lookup(host.replace(/\.$/, ""), { all: true });
  const [first] = addresses;
  if (!first || addresses.some(({ address }) => !isAllowed(address))) throw refused(host);
  return first;
}

/** What the look-up of a name refused comes wrapped in an error of the connection. */
function asTold(error: unknown): never {
  throw error instanceof Error && error.cause instanceof DomainError ? error.cause : error;
}

const refused = (host: string) =>
  new DomainError("invalid", `${host} is not an address this platform may call`, { reason: "address_refused" });
