import type { MirrorSource } from "./source";

const MAX_DEPTH = 20;
const PART = /^[A-Za-z0-9_~.+@-]{1,200}$/;
const isPart = (part: string) => PART.test(part) && !/^\.{1,2}$|^-/.test(part);

/** Any server that git clones over HTTPS; its address is taken as it is. */
export const git: MirrorSource = {
  id: "git",
  title: "Git",
  defaultOrigin: null,
  hosts: [],
  takesOtherOrigins: true,
  tokenUser: null,
  read(parts) {
    if (parts.length === 0 || parts.length > MAX_DEPTH || !parts.every(isPart)) return null;
    return { kind: "code", path: parts.join("/"), revision: null };
  },
  clonePath: (path) => `/${path}`,
  pagePath: (path) => `/${path}`,
};
