import { type Ctx, DomainError } from "@/server/kernel";
import { ENDPOINTS, type Endpoint } from "../contract";
import type { Target } from "../target";
import { discreet } from "./discreet";
import { kindOf } from "./kinds";
import type { Body, ProviderKind, ReadEvent, Wire } from "./kinds/kind";
import type { Offer } from "./offer";
import { headersFor } from "./provider-headers";

export type { WholeWire, Wire } from "./kinds/kind";

/** One call as it goes to a provider. */
export interface ProviderCall extends Pick<ProviderKind, "refusalIn"> {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
  readonly totalMs: number;
  readonly idleMs: number;
  readonly readEvent: ReadEvent;
}

/** Throws `invalid` (`endpoint_not_supported`) for a call that providers of this kind do not take. */
export function refuseEndpoint(offer: Offer, endpoint: Endpoint): void {
  if (!takes(offer, endpoint)) throw notSupported(offer, endpoint);
}

/** Messages come as a chat to those who do not speak that language, responses always do. */
const AS_CHAT: ReadonlySet<Endpoint> = new Set(["messages", "responses"]);

/** Calls that providers of this kind take. */
export const endpointsOf = (offer: Offer): readonly Endpoint[] =>
  ENDPOINTS.filter((endpoint) => takes(offer, endpoint));

const takes = (offer: Offer, endpoint: Endpoint): boolean =>
  Boolean(pathOf(offer, endpoint) ?? (AS_CHAT.has(endpoint) && pathOf(offer, "chat.completions")));

/** Whether whoever serves a call speaks Anthropic's language itself. */
export const speaksMessages = (target: Target): boolean =>
  target.kind === "provider" && pathOf(target.offer, "messages") !== undefined;

export const notSupported = ({ publicId, provider }: Offer, what: string) =>
  new DomainError("invalid", `'${publicId}' is a model of the provider ${provider.name}, which does not take ${what}`, {
    reason: "endpoint_not_supported",
    details: { param: "model" },
  });

interface Asking {
  readonly wire: Wire;
  readonly body: Body;
  /** Of the client, as far as they belong to its language. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** What is sent to whoever offers a model. Throws `invalid` for what the provider cannot be asked. */
export function providerCallOf(ctx: Ctx, offer: Offer, { wire, body, headers = {} }: Asking): ProviderCall {
  const { upstreamName: model, publicId, provider } = offer;
  const { baseUrl, totalMs, idleMs } = provider;
  const { bodyOf, createReader, refusalIn } = kindOf(provider.kind);
  const path = pathOf(offer, wire);
  if (path === undefined) throw notSupported(offer, wire);
  const own = headersFor(ctx, provider);
  return {
    url: `${baseUrl}${path}`,
    headers: { ...own, ...headers, "content-type": "application/json" },
    body: bodyOf({ wire, body, model, baseUrl }),
    readEvent: createReader(wire),
    ...{ totalMs, idleMs },
    refusalIn: (told) => discreet(refusalIn(told), { headers: own, upstreamName: model, publicId }),
  };
}

const pathOf = ({ provider }: Offer, wire: Wire | Endpoint): string | undefined => {
  const paths: Readonly<Partial<Record<Wire | Endpoint, string>>> = kindOf(provider.kind).paths;
  return paths[wire];
};
