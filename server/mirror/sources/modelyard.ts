import { kindOf, type RepoKind, SHELVES } from "@/server/hub/contract";
import { isName, type MirrorSource, revisionAfter, withoutGit } from "./source";

const WORDS = ["tree", "blob", "edit", "commits", "blame", "find"];
const isShelf = (word: string): word is (typeof SHELVES)[number] => SHELVES.some((shelf) => shelf === word);
const kindAt = (first: string): RepoKind | null => (isShelf(first) ? kindOf(first) : null);

/** Another installation of this platform. Models are cloned without a word in front, and may have one on the site. */
export const modelyard: MirrorSource = {
  id: "modelyard",
  title: "Modelyard",
  defaultOrigin: null,
  hosts: [],
  takesOtherOrigins: true,
  tokenUser: "hf_user",
  read(parts) {
    const [first = ""] = parts;
    const kind = kindAt(first);
    const [owner, name = "", ...rest] = kind === null ? parts : parts.slice(1);
    const bare = withoutGit(name);
    if (!(isName(owner) && isName(bare))) return null;
    const shelf = kind === null || kind === "model" ? [] : [first];
    return { kind: kind ?? "model", path: [...shelf, owner, bare].join("/"), revision: revisionAfter(WORDS, rest) };
  },
  clonePath: (path) => `/${path}.git`,
  pagePath: (path) => `/${path}`,
};
