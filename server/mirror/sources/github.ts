import { isName, type MirrorSource, revisionAfter, withoutGit } from "./source";

/** First parts of addresses that are pages of the site, not people. */
const PAGES = new Set(
  "about apps codespaces collections enterprise explore features issues login marketplace new notifications orgs pricing pulls search settings sponsors stars topics trending users".split(
    " ",
  ),
);

export const github: MirrorSource = {
  id: "github",
  title: "GitHub",
  defaultOrigin: "https://github.com",
  hosts: ["github.com", "www.github.com", "raw.githubusercontent.com"],
  takesOtherOrigins: false,
  tokenUser: "x-access-token",
  read([owner, name = "", ...rest]) {
    const bare = withoutGit(name);
    if (!(isName(owner) && isName(bare)) || PAGES.has(owner)) return null;
    const revision = revisionAfter(["tree", "blob", "raw", "commits", "commit", "blame"], rest);
    return { kind: "code", path: `${owner}/${bare}`, revision };
  },
  clonePath: (path) => `/${path}.git`,
  pagePath: (path) => `/${path}`,
};
