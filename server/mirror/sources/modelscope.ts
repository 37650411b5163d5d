import type { RepoKind } from "@/server/hub/contract";
import { isName, type MirrorSource, revisionAfter, withoutGit } from "./source";

const KINDS: ReadonlyMap<string, RepoKind> = new Map([
  ["models", "model"],
  ["datasets", "dataset"],
  ["studios", "space"],
]);
const SHELVES: Readonly<Partial<Record<RepoKind, string>>> = { model: "models/" };

/** First parts of addresses that are pages of the site, not people. */
const PAGES = new Set("api collections docs home learn mcp my organization papers profile search".split(" "));

/** Models are cloned without a word in front, and have one on the site. */
export const modelscope: MirrorSource = {
  id: "modelscope",
  title: "ModelScope",
  defaultOrigin: "https://www.modelscope.cn",
  hosts: ["www.modelscope.cn", "modelscope.cn", "www.modelscope.ai", "modelscope.ai"],
  takesOtherOrigins: false,
  tokenUser: "oauth2",
  read(parts) {
    const [first = ""] = parts;
    const kind = KINDS.get(first);
    const [owner, name = "", ...rest] = kind === undefined ? parts : parts.slice(1);
    const bare = withoutGit(name);
    if (!(isName(owner) && isName(bare)) || PAGES.has(owner)) return null;
    const shelf = kind === undefined || kind === "model" ? [] : [first];
    // `/files?version=` and `/file/view/<revision>/…`
    const revision = revisionAfter(["view", "tree"], rest[0] === "file" ? rest.slice(1) : rest);
    return { kind: kind ?? "model", path: [...shelf, owner, bare].join("/"), revision };
  },
  clonePath: (path) => `/${path}.git`,
  pagePath: (path, kind) => `/${SHELVES[kind] ?? ""}${path}`,
};
