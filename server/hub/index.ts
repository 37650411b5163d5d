export { findRedirect, findRepo, getReadableRepo, getReadableRepoById } from "./get-readable-repo";
export { entryOf } from "./kinds";
export { pathOf, type RepoRef, type Repository, resourceOf } from "./repository";
