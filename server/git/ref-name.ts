import { REF_KINDS, type Ref } from "./contract";
import { gitError } from "./git-error";

const FORBIDDEN = /[\p{Cc} ~^:?*[\\\u202A-\u202E\u2066-\u2069]|\.\.|@\{|\/\/|\/\.|\.\/|\.lock(?:\/|$)/u;

/** What is wrong with the short name of a branch or tag; `null` when git and people can live with it. */
export function refNameProblem(name: string): string | null {
  if (name === "" || Buffer.byteLength(name) > 200) return "A ref name has 1 to 200 bytes";
  if (/^[-/.]|[/.]$/.test(name))
    return "A ref name does not start with a dash, dot or slash, nor end with dot or slash";
  if (FORBIDDEN.test(name)) return "The ref name holds characters that git does not allow";
  if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(name)) return "The ref name looks like a commit id";
  if (/^(?:HEAD|@|refs\/.*|[A-Z]+_HEAD)$/.test(name)) return "The ref name is reserved";
  return null;
}

/** `refs/heads/<name>`. Throws `invalid` (`bad_ref_name`). */
export const branchRef = (name: string) => fullRef("refs/heads/", name);
/** `refs/tags/<name>`. Throws `invalid` (`bad_ref_name`). */
export const tagRef = (name: string) => fullRef("refs/tags/", name);

function fullRef(prefix: string, name: string): string {
  const problem = refNameProblem(name);
  if (problem) throw gitError("invalid", problem, { reason: "bad_ref_name", details: { name } });
  return prefix + name;
}

const PREFIXES = {
  branch: "refs/heads/",
  tag: "refs/tags/",
  pull: "refs/pr/",
  convert: "refs/convert/",
} as const satisfies Record<Ref["kind"], string>;

/** Kind and short name of a ref that people may see; `null` for hidden and malformed ones. */
export function describeRef(ref: string): Pick<Ref, "kind" | "ref" | "name"> | null {
  for (const kind of REF_KINDS) {
    if (!ref.startsWith(PREFIXES[kind])) continue;
    const name = ref.slice(PREFIXES[kind].length);
    return refNameProblem(name) === null ? { kind, ref, name } : null;
  }
  return null;
}

/** Where refs of a kind lie, such as `refs/heads`. */
export const prefixOf = (kind: Ref["kind"]): string => PREFIXES[kind].slice(0, -1);

/** Namespaces whose refs are shown to readers. */
export const VISIBLE_REFS = REF_KINDS.map(prefixOf);
