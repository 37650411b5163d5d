import type { RepoKind } from "@/server/hub/contract";
import { isName, type MirrorSource, revisionAfter, withoutGit } from "./source";

const KINDS: ReadonlyMap<string, RepoKind> = new Map([
  ["datasets", "dataset"],
  ["spaces", "space"],
]);
const WORDS = ["tree", "blob", "resolve", "raw", "commits", "commit", "blame"];
/** First parts of addresses that are pages of the site, not people. */
const PAGES = new Set(
  "api docs blog papers collections organizations settings join login logout pricing models tasks chat learn new posts search terms-of-service privacy inference enterprise".split(
    " ",
  ),
);

/** Also every server that speaks the same protocol, such as a regional copy. */
export const huggingface: MirrorSource = {
  id: "huggingface",
  title: "Hugging Face",
  defaultOrigin: "https://huggingface.co",
  hosts: ["huggingface.co", "hf.co", "www.huggingface.co"],
  takesOtherOrigins: true,
  tokenUser: "hf_user",
  read(parts) {
    const [first = "", ...others] = parts;
    const kind = KINDS.get(first) ?? "model";
    const [owner = "", second, ...rest] = kind === "model" ? parts : others;
    if (kind === "model" && PAGES.has(first)) return null;
    // Old models and datasets have no owner in their address.
    const isLegacy = kind !== "space" && (second === undefined || WORDS.includes(second));
    const name = isLegacy ? null : withoutGit(second ?? "");
    const names = name === null ? [withoutGit(owner)] : [owner, name];
    if (!names.every(isName)) return null;
    const revision = revisionAfter(WORDS, isLegacy && second !== undefined ? [second, ...rest] : rest);
    return { kind, path: [...(kind === "model" ? [] : [first]), ...names].join("/"), revision };
  },
  clonePath: (path) => `/${path}`,
  pagePath: (path) => `/${path}`,
};
