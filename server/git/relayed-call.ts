import { gitError } from "./git-error";
import type { GitCall } from "./git-process";
import { describeRef } from "./ref-name";

/** A remote as git sees it: an address of this process that passes everything on. */
export interface RelayedRemote {
  /** `http://127.0.0.1:<port>/…`; nothing else is spoken to. */
  readonly url: string;
  readonly signal: AbortSignal;
}

export const LONG_MS = 12 * 3_600_000;

const RELAY = /^http:\/\/127\.0\.0\.1:\d{1,5}\/[\w-]+$/;

/** From a name to the same name, as fetch and push take it; what is no branch or tag never comes here. */
export function refspec(ref: string, isForced: boolean): string {
  const { kind } = describeRef(ref) ?? { kind: null };
  if (kind === "branch" || kind === "tag") return `${isForced ? "+" : ""}${ref}:${ref}`;
  throw gitError("invalid", `${ref} is no branch or tag`, { reason: "bad_ref_name" });
}

const SETTINGS = [
  "http.followRedirects=false",
  "http.proxy=",
  "http.postBuffer=1048576",
  "credential.helper=",
  "protocol.ext.allow=never",
  "fetch.unpackLimit=1",
  "submodule.recurse=false",
];

/** A command of git that reaches one address over HTTP and no other, with no other transport and no credential. */
export function relayedCall(
  { url, signal }: RelayedRemote,
  {
    command,
    options,
    rest = [],
  }: { readonly command: string; readonly options: readonly string[]; readonly rest?: readonly string[] },
): GitCall {
  if (!RELAY.test(url)) throw new Error("git speaks to a relay of this process, and to nothing else");
  return {
    args: [...SETTINGS.flatMap((setting) => ["-c", setting]), command, ...options, "--end-of-options", url, ...rest],
    env: { GIT_ALLOW_PROTOCOL: "http" },
    timeoutMs: LONG_MS,
    signal,
  };
}
