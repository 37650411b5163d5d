export { autoClassOf } from "./card/auto-class";
export { checkCard } from "./card/check-card";
export { commitToRepo, type RepoFileOperation } from "./commit-to-repo";
export { contentUrlOf, openSignedContent } from "./content-url";
export { countDownload, isDownload } from "./count-download";
export { addBranch } from "./create-branch";
export { addRepo, authorizeCreation } from "./create-repo";
export { addTag } from "./create-tag";
export { dropBranch } from "./delete-branch";
export { removeRepo } from "./delete-repo";
export { dropTag } from "./delete-tag";
export { findRepoNames } from "./find-repo-names";
export { forkOf } from "./fork-repo";
export type { FileBytes } from "./formats/file-bytes";
export { type GgufHeader, readGguf, splitOf } from "./formats/gguf";
export { memoryNeeded } from "./formats/memory";
export {
  findReadableRepos,
  findRedirect,
  findRepo,
  getReadableRepo,
  getReadableRepoById,
  getRepoAt,
} from "./get-readable-repo";
export { ignoreRules } from "./ignore-rules";
export { browseRepos } from "./list-repos";
export { findTextAt, openPointerOrBlob, openRepoFile, statRepoFile } from "./open-repo-file";
export { pusherOf } from "./pusher";
export { recordPush } from "./record-push";
export { relocate } from "./relocate";
export { fetchRemoteImage, type RemoteImage, readImageToken, remoteImageUrl } from "./remote-image";
export { auditTarget, pathOf, type Repository, resourceOf, wirePathOf } from "./repository";
export { countRepos } from "./store/repos";
export { trendingScore } from "./trend";
export { changeRepo } from "./update-repo";
