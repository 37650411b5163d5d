import { kindOf, type RepoKind, SHELVES } from "@/server/hub/contract";
import { isName, type MirrorSource, revisionAfter, withoutGit } from "./source";

const WORDS = ["tree", "blob", "resolve", "raw", "edit", "commits", "commit", "blame", "find"];
/** First parts of addresses that are pages of the platform, not people; `admin` is both: the first account has that name. */
const PAGES = new Set(
  "api buckets collections console csghub device docs hf invitations new notifications organizations settings shelves v1".split(
    " ",
  ),
);
const isShelf = (word: string): word is (typeof SHELVES)[number] => SHELVES.some((shelf) => shelf === word);
const kindAt = (first: string): RepoKind | null => (isShelf(first) ? kindOf(first) : null);

/** Another installation of this platform; what stands below `/hf` there is the same once more. Models are cloned without a word in front, and may have one on the site. */
export const modelyard: MirrorSource = {
  id: "modelyard",
  title: "Modelyard",
  defaultOrigin: null,
  hosts: [],
  takesOtherOrigins: true,
  tokenUser: "hf_user",
  read(given) {
    const parts = given[0] === "hf" ? given.slice(1) : given;
    const [first = ""] = parts;
    const kind = kindAt(first);
    const [owner, name = "", ...rest] = kind === null ? parts : parts.slice(1);
    const bare = withoutGit(name);
    if (!(isName(owner) && isName(bare)) || PAGES.has(owner)) return null;
    const shelf = kind === null || kind === "model" ? [] : [first];
    return { kind: kind ?? "model", path: [...shelf, owner, bare].join("/"), revision: revisionAfter(WORDS, rest) };
  },
  clonePath: (path) => `/${path}.git`,
  pagePath: (path) => `/${path}`,
};
