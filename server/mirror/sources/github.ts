import { isName, type MirrorSource, revisionAfter, withoutGit } from "./source";

export const github: MirrorSource = {
  id: "github",
  title: "GitHub",
  defaultOrigin: "https://github.com",
  hosts: ["github.com", "www.github.com"],
  takesOtherOrigins: false,
  tokenUser: "x-access-token",
  read([owner, name = "", ...rest]) {
    const bare = withoutGit(name);
    if (!(isName(owner) && isName(bare))) return null;
    const revision = revisionAfter(["tree", "blob", "raw", "commits", "commit", "blame"], rest);
    return { kind: "code", path: `${owner}/${bare}`, revision };
  },
  clonePath: (path) => `/${path}.git`,
  pagePath: (path) => `/${path}`,
};
