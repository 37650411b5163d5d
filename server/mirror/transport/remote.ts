import { transportError } from "./transport-error";

/** A repository on another hub, as git clones it. */
export interface Remote {
  /** `https://…` of the clone, without a credential in it. */
  readonly url: string;
  readonly username: string | null;
  /** Access token or password; `null`: nobody signs in there. */
  readonly password: string | null;
}

/** Without a slash at the end. Throws `invalid` (`remote_address`) for whatever is no plain web address. */
export function baseOf({ url }: Pick<Remote, "url">): string {
  const parsed = URL.parse(url);
  const isWeb = parsed?.protocol === "https:" || parsed?.protocol === "http:";
  if (!parsed || !isWeb || parsed.username || parsed.password || parsed.search || parsed.hash) {
    throw transportError("remote_address", "The address of a clone starts with https:// and holds no name or password");
  }
  return parsed.href.replace(/\/+$/, "");
}

/** Some hubs look at the password alone; a name there must be, and this one is taken by all of them. */
const ANYBODY = "git";

export function signIn({ username, password }: Remote): Record<string, string> {
  if (password === null) return {};
  return { authorization: `Basic ${Buffer.from(`${username ?? ANYBODY}:${password}`).toString("base64")}` };
}

/** Where its large files are asked for, as git-lfs guesses it (git-lfs, docs/api/server-discovery.md). */
export const largeFilesOf = (remote: Pick<Remote, "url">): string => {
  const base = baseOf(remote);
  return `${base.endsWith(".git") ? base : `${base}.git`}/info/lfs`;
};
