export type { FileBytes } from "./formats/file-bytes";
export { type GgufHeader, readGguf, splitOf } from "./formats/gguf";
export { memoryNeeded } from "./formats/memory";
export { findRedirect, findRepo, getReadableRepo, getReadableRepoById } from "./get-readable-repo";
export { entryOf } from "./kinds";
export { recordPush } from "./record-push";
export { pathOf, type RepoRef, type Repository, resourceOf } from "./repository";
