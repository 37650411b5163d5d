import { defineDetector } from "../detector";

/** https://github.blog/2021-04-05-behind-githubs-new-authentication-token-formats/ */
export const github = defineDetector({
  kind: "github",
  keywords: ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"],
  pattern: "gh[pousr]_[A-Za-z0-9]{36,255}(?![A-Za-z0-9_])",
});

export const githubFineGrained = defineDetector({
  kind: "github",
  keywords: ["github_pat_"],
  pattern: "github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}(?![A-Za-z0-9_])",
});

export const gitlab = defineDetector({
  kind: "gitlab",
  keywords: ["glpat-", "gldt-", "glrt-"],
  pattern: "gl(?:pat|dt|rt)-[A-Za-z0-9_-]{20,300}",
});

export const npm = defineDetector({
  kind: "package_registry",
  keywords: ["npm_"],
  pattern: "npm_[A-Za-z0-9]{36}(?![A-Za-z0-9_])",
});

/** A macaroon whose first caveat is the name of the registry. */
export const pypi = defineDetector({
  kind: "package_registry",
  keywords: ["pypi-AgEIcHlwaS5vcmc"],
  pattern: "pypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{50,1000}",
});
