export { authorizeContent } from "./authorize-content";
export {
  type BucketOfOwner,
  bucketPathOf,
  findMovedBucketAt,
  getReadableBucket,
  resourceOfBucket,
  showBucket,
} from "./buckets/bucket";
export { authorizeBucketWrite, changeFiles } from "./buckets/change-files";
export { addBucket } from "./buckets/create-bucket";
export { dropBucket } from "./buckets/delete-bucket";
export { browseFiles } from "./buckets/list-bucket-files";
export { browseBuckets } from "./buckets/list-buckets";
export { relocateBucket } from "./buckets/move-bucket";
export { changeBucket } from "./buckets/update-bucket";
export { autoClassOf } from "./card/auto-class";
export { checkCard } from "./card/check-card";
export { readYaml } from "./card/read-yaml";
export { addItem, changeItem, dropItem } from "./collections/change-items";
export { findReadableCollections, getCollectionBySlug, showCollection } from "./collections/collection";
export { addCollection } from "./collections/create-collection";
export { dropCollection } from "./collections/delete-collection";
export { browseCollections } from "./collections/list-collections";
export { ofReadableCollection } from "./collections/store";
export { changeCollection } from "./collections/update-collection";
export { commitAuthor } from "./commit-author";
export { commitToRepo, type RepoFileOperation, writeToRepo } from "./commit-to-repo";
export { countDownload, isDownload } from "./count-download";
export { addMirroredRepo, addRepo, authorizeCreation } from "./create-repo";
export { discardRepo, removeRepo } from "./delete-repo";
export { contentUrlOf, openSignedContent } from "./files/content-url";
export { findTextAt, openPointerOrBlob, openRepoFile, statRepoFile } from "./files/open-repo-file";
export { fetchRemoteImage, type RemoteImage, readImageToken, remoteImageUrl } from "./files/remote-image";
export { findRepoNames } from "./find-repo-names";
export { forkOf } from "./fork-repo";
export type { FileBytes } from "./formats/file-bytes";
export { type GgufHeader, readGguf, splitOf } from "./formats/gguf";
export { memoryNeeded } from "./formats/memory";
export { askerOf, decideOn, grantAccess } from "./gate/decide-access";
export { accessReportOf } from "./gate/export-access-requests";
export { accessRequestsOf } from "./gate/list-access-requests";
export { askForAccess } from "./gate/request-access";
export {
  findAnyRepo,
  findReadableRepoById,
  findReadableRepos,
  findRedirect,
  findRepo,
  getReadableRepo,
  getReadableRepoById,
  getRepoAt,
} from "./get-readable-repo";
export { browseRepos } from "./list-repos";
export { moveDefaultBranch } from "./move-default-branch";
export { pathPattern } from "./path-pattern";
export { planChanges } from "./plan-changes";
export { pusherOf } from "./pusher";
export { recordPush } from "./record-push";
export { addBranch } from "./refs/create-branch";
export { addTag } from "./refs/create-tag";
export { dropBranch } from "./refs/delete-branch";
export { dropTag } from "./refs/delete-tag";
export { countAttachment, getAttachment, openAttachment } from "./releases/open-attachment";
export { relocate } from "./relocate";
export { addressOf, auditTarget, fullNameOf, pathOf, type Repository, resourceOf, wirePathOf } from "./repository";
export { readEvalEntries, readEvalFiles } from "./results/eval-files";
export { keptBack, refuseUnsafe, unsafeFile } from "./scan/refuse-unsafe";
export { scanHead } from "./scan/scan-of-repo";
export { createScanner } from "./scan/scanner";
export { scansOf } from "./scan/scans-of";
export { setMirror } from "./set-mirror";
export { isLiked } from "./store/likes";
export { ofReadableRepo } from "./store/list-repos";
export { findPublishedRelease } from "./store/releases";
export { countRepos } from "./store/repos";
export { listWatchedIds, listWatchers } from "./store/watches";
export { trendingScore } from "./trend";
export { changeRepo } from "./update-repo";
export { headToWrite, uploadModes } from "./upload-modes";
