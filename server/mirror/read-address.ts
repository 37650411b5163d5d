import { outwardProblem } from "@/server/ports/outward-address";
import type { MirrorReason, SourceId } from "./contract";
import type { ReadAddress } from "./place";
import { refusal } from "./refusal";
import { sourceAtHost, sourceOf } from "./sources";
import type { MirrorSource } from "./sources/source";

interface Reading {
  /** What kind of server it is; left out: the host says, and `git` takes what nobody claims. */
  readonly source?: SourceId | undefined;
  /** Whether an operator opened this origin inside the network: those alone may lack TLS or have a port of their own. */
  readonly isInside: (origin: string) => boolean;
}

const MAX_ADDRESS = 2_000;
const SHORT = /^(?:(?:datasets|spaces)\/)?[A-Za-z0-9_][\w.-]*\/[A-Za-z0-9_][\w.-]*$/;
const SSH_CLONE = /^(?:ssh:\/\/)?git@([A-Za-z0-9.-]+)[:/]([^:]+)$/;
const BARE = /^[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}(?::\d+)?\/[^/]/;

/**
 * What somebody pasted: the address of a page, of a clone, or `owner/name` of Hugging Face. Throws `invalid` with
 * `bad_address`, `scheme_refused`, `credentials_in_address`, `insecure_address` or `port_refused`, in words that say
 * what to do. Nothing is asked over the network.
 */
export function readAddress(text: string, { source, isInside }: Reading): ReadAddress {
  const url = urlOf(text.trim(), source);
  refuseUnsafe(url, isInside);
  const entry = entryFor(url, source);
  const parts = partsOf(url);
  const found = parts === null ? null : entry.read(parts);
  if (found === null) {
    const example = `${entry.defaultOrigin ?? url.origin}${entry.pagePath("owner/name", "model")}`;
    throw refused(
      "bad_address",
      `This is not the address of a repository on ${entry.title}: open the repository there and paste its address, such as ${example}`,
    );
  }
  const origin = entry.hosts.includes(url.hostname) ? (entry.defaultOrigin ?? url.origin) : url.origin;
  return { source: entry.id, origin, ...found };
}

/** Where the server is that would have to be asked what it is; `null` when its host says so. Throws as `readAddress` does. */
export function unclaimedOrigin(text: string, isInside: Reading["isInside"]): string | null {
  const url = urlOf(text.trim(), undefined);
  refuseUnsafe(url, isInside);
  return sourceAtHost(url.hostname) === null ? url.origin : null;
}

function urlOf(text: string, source: SourceId | undefined): URL {
  if (text === "" || text.length > MAX_ADDRESS || /[\p{Cc}\p{Cf}\s\\]/u.test(text) || text.startsWith("-")) {
    throw refused("bad_address", "Paste the address of a repository, such as https://huggingface.co/owner/name");
  }
  const { defaultOrigin } = sourceOf(source ?? "huggingface");
  if (SHORT.test(text) && !isKnownHost(text) && defaultOrigin !== null) return new URL(`${defaultOrigin}/${text}`);
  const url = URL.parse(spelledOut(text));
  if (url) return url;
  throw refused("bad_address", "Paste the address of a repository, such as https://huggingface.co/owner/name");
}

/** Forms that people copy beside a whole address: `hf://…`, `git@host:…` of known hosts, and a host without a scheme. */
function spelledOut(text: string): string {
  const [, host, path] = SSH_CLONE.exec(text) ?? [];
  if (host !== undefined && sourceAtHost(host.toLowerCase())) return `https://${host}/${path}`;
  if (text.startsWith("hf://")) return `https://huggingface.co/${text.slice("hf://".length)}`;
  return isKnownHost(text) || BARE.test(text) ? `https://${text}` : text;
}

const isKnownHost = (text: string): boolean => sourceAtHost(text.split("/")[0]?.toLowerCase() ?? "") !== null;

const WORDS = {
  scheme_refused: () => "Paste the address that starts with https://: no other is taken",
  credentials_in_address: () => "Leave name and password out of the address: there is a field for a token",
  insecure_address: () => "Use https://: without it everybody on the way reads what is sent",
  port_refused: ({ port }: URL) => `Port ${port} is not one that this platform calls`,
} as const;

function refuseUnsafe(url: URL, isInside: Reading["isInside"]): void {
  const problem = outwardProblem(url, isInside);
  if (problem) throw refused(problem, WORDS[problem](url));
}

function entryFor(url: URL, source: SourceId | undefined): MirrorSource {
  const claimed = sourceAtHost(url.hostname);
  if (source === undefined) return claimed ?? sourceOf("git");
  const wanted = sourceOf(source);
  if (claimed === wanted || wanted.takesOtherOrigins) return wanted;
  throw refused("bad_address", `${url.host} is not ${wanted.title}: choose Git for another server`);
}

/** `null` when a part cannot be decoded or hides a slash's worth of a way up. */
function partsOf({ pathname }: URL): string[] | null {
  try {
    const parts = pathname.split("/").filter(Boolean).map(decodeURIComponent);
    return parts.every((part) => part.isWellFormed() && !/\p{Cc}/u.test(part)) ? parts : null;
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

const refused = (reason: MirrorReason, message: string) => refusal("invalid", message, reason);
