export { authorizeContent } from "./authorize-content";
export { autoClassOf } from "./card/auto-class";
export { checkCard } from "./card/check-card";
export { addItem, changeItem, dropItem } from "./collections/change-items";
export { getCollectionBySlug, showCollection } from "./collections/collection";
export { addCollection } from "./collections/create-collection";
export { dropCollection } from "./collections/delete-collection";
export { browseCollections } from "./collections/list-collections";
export { changeCollection } from "./collections/update-collection";
export { commitAuthor } from "./commit-author";
export { commitToRepo, type RepoFileOperation, writeToRepo } from "./commit-to-repo";
export { contentUrlOf, openSignedContent } from "./content-url";
export { countDownload, isDownload } from "./count-download";
export { addBranch } from "./create-branch";
export { addRepo, authorizeCreation } from "./create-repo";
export { addTag } from "./create-tag";
export { askerOf, decideOn, grantAccess } from "./decide-access";
export { dropBranch } from "./delete-branch";
export { removeRepo } from "./delete-repo";
export { dropTag } from "./delete-tag";
export { accessReportOf } from "./export-access-requests";
export { findRepoNames } from "./find-repo-names";
export { forkOf } from "./fork-repo";
export type { FileBytes } from "./formats/file-bytes";
export { type GgufHeader, readGguf, splitOf } from "./formats/gguf";
export { memoryNeeded } from "./formats/memory";
export {
  findAnyRepo,
  findReadableRepos,
  findRedirect,
  findRepo,
  getReadableRepo,
  getReadableRepoById,
  getRepoAt,
} from "./get-readable-repo";
export { accessRequestsOf } from "./list-access-requests";
export { browseRepos } from "./list-repos";
export { findTextAt, openPointerOrBlob, openRepoFile, statRepoFile } from "./open-repo-file";
export { pathPattern } from "./path-pattern";
export { pusherOf } from "./pusher";
export { recordPush } from "./record-push";
export { relocate } from "./relocate";
export { fetchRemoteImage, type RemoteImage, readImageToken, remoteImageUrl } from "./remote-image";
export { auditTarget, fullNameOf, pathOf, type Repository, resourceOf, wirePathOf } from "./repository";
export { askForAccess } from "./request-access";
export { countRepos } from "./store/repos";
export { listWatchers } from "./store/watches";
export { trendingScore } from "./trend";
export { changeRepo } from "./update-repo";
export { headToWrite, uploadModes } from "./upload-modes";
