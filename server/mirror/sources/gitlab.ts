import { isName, type MirrorSource, revisionAfter, withoutGit } from "./source";

const MAX_DEPTH = 20;

/** Groups lie in groups; what belongs to a project and not to its path stands behind `-`. */
export const gitlab: MirrorSource = {
  id: "gitlab",
  title: "GitLab",
  defaultOrigin: "https://gitlab.com",
  hosts: ["gitlab.com"],
  takesOtherOrigins: true,
  tokenUser: "oauth2",
  read(parts) {
    const end = parts.indexOf("-");
    const names = (end < 0 ? parts : parts.slice(0, end)).map((part, at, all) =>
      at === all.length - 1 ? withoutGit(part) : part,
    );
    if (names.length < 2 || names.length > MAX_DEPTH || !names.every(isName)) return null;
    const rest = end < 0 ? [] : parts.slice(end + 1);
    return {
      kind: "code",
      path: names.join("/"),
      revision: revisionAfter(["tree", "blob", "raw", "commits", "commit"], rest),
    };
  },
  clonePath: (path) => `/${path}.git`,
  pagePath: (path) => `/${path}`,
};
