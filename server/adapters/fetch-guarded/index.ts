import { lookup } from "node:dns/promises";
import ipaddr from "ipaddr.js";
import { Agent, fetch as send } from "undici";
import { DomainError } from "@/server/kernel/errors";

interface Config {
  /** CIDRs of the intranet that an administrator opened, such as a mirror. */
  readonly allowed: readonly string[];
}

const MAX_REDIRECTS = 5;
const PORTS = new Set(["", "80", "443", "8080", "8443"]);
const TIMEOUT_MS = 30_000;

/**
 * A `fetch` for addresses that somebody typed. Every address of a name is checked, the socket goes to the checked one
 * (no second resolution that could answer differently), and each redirect is checked again; `redirect: "manual"`
 * hands the first answer back instead. Credentials do not follow a redirect to another origin.
 */
export function createGuardedFetch({ allowed }: Config): typeof fetch {
  const cidrs = allowed.map((cidr) => ipaddr.parseCIDR(cidr));
  const isAllowed = (address: string) => {
    const parsed = ipaddr.process(address);
    return (
      parsed.range() === "unicast" ||
      cidrs.some(([net, bits]) => net.kind() === parsed.kind() && parsed.match([net, bits] as never))
    );
  };
  const agent = new Agent({
    connect: {
      lookup: (host, _options, callback) => {
        checkedAddress(host, isAllowed).then(
          ({ address, family }) => callback(null, [{ address, family }]),
          (error: Error) => callback(error, []),
        );
      },
    },
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
  });

  return async (input, init) => {
    let url = new URL(input instanceof Request ? input.url : input);
    let sent = init;
    const signal = AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), ...(init?.signal ? [init.signal] : [])]);
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      refuseInside(url, isAllowed);
      const answer = await send(url, { ...(sent as object), signal, redirect: "manual", dispatcher: agent }).catch(
        asTold,
      );
      const location = answer.headers.get("location");
      // undici types its own Response; at run time it is the one of the platform.
      const isLast = answer.status < 300 || answer.status > 399 || location === null || init?.redirect === "manual";
      if (isLast) return answer as unknown as Response;
      await answer.body?.cancel();
      const next = new URL(location, url);
      sent = next.origin === url.origin ? sent : withoutCredentials(sent);
      url = next;
    }
    throw new DomainError("invalid", `More than ${MAX_REDIRECTS} redirects`, { reason: "too_many_redirects" });
  };
}

function refuseInside(url: URL, isAllowed: (address: string) => boolean): void {
  refuseOddities(url);
  if (ipaddr.isValid(bare(url)) && !isAllowed(bare(url))) throw refused(url.hostname);
}

function withoutCredentials(init: RequestInit | undefined): RequestInit {
  const headers = new Headers(init?.headers);
  for (const name of ["authorization", "cookie"]) headers.delete(name);
  return { ...init, headers: Object.fromEntries(headers) };
}

const bare = ({ hostname }: URL) => hostname.replace(/^\[|\]$/g, "");

function refuseOddities({ protocol, port, username, password, hostname }: URL): void {
  const isPlain = (protocol === "http:" || protocol === "https:") && PORTS.has(port) && !username && !password;
  if (!isPlain) throw refused(hostname);
}

async function checkedAddress(host: string, isAllowed: (address: string) => boolean) {
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
