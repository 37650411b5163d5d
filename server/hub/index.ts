export { ofLiveRepo } from "./admin/store";
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
export { commitAuthor } from "./commits/commit-author";
export { commitToRepo, type RepoFileOperation, writeToRepo } from "./commits/commit-to-repo";
export { pathPattern } from "./commits/path-pattern";
export { planChanges } from "./commits/plan-changes";
export { pusherOf } from "./commits/pusher";
export { recordPush } from "./commits/record-push";
export { headToWrite, uploadModes } from "./commits/upload-modes";
export { countDownload, isDownload } from "./downloads/count-download";
export { contentUrlOf, openSignedContent } from "./files/content-url";
export { contentOf, findTextAt, openPointerOrBlob, openRepoFile, statRepoFile } from "./files/open-repo-file";
export { fetchRemoteImage, type RemoteImage, readImageToken, remoteImageUrl } from "./files/remote-image";
export { forkOf } from "./forks/fork-repo";
export { type BroughtBranch, withForeignBranch } from "./forks/with-foreign-branch";
export type { FileBytes } from "./formats/file-bytes";
export { type GgufHeader, readGguf, splitOf } from "./formats/gguf";
export { jsonObjectIn } from "./formats/json-in";
export { memoryNeeded } from "./formats/memory";
export { authorizeContent } from "./gate/authorize-content";
export { askerOf, decideOn, grantAccess } from "./gate/decide-access";
export { accessReportOf } from "./gate/export-access-requests";
export { accessRequestsOf } from "./gate/list-access-requests";
export { askForAccess } from "./gate/request-access";
export { rejectionOf } from "./gate/store";
export { isLiked } from "./likes/store";
export { addBranch } from "./refs/create-branch";
export { addTag } from "./refs/create-tag";
export { dropBranch } from "./refs/delete-branch";
export { dropTag } from "./refs/delete-tag";
export { moveDefaultBranch } from "./refs/move-default-branch";
export { countAttachment, getAttachment, openAttachment } from "./releases/open-attachment";
export { findPublishedRelease } from "./releases/store/releases";
export { closeRepo } from "./repositories/close-repo";
export { addMirroredRepo, addRepo, authorizeCreation, homeFor } from "./repositories/create-repo";
export { discardRepo, removeRepo } from "./repositories/delete-repo";
export { findLiveRepos } from "./repositories/find-live-repos";
export { findRepoNames } from "./repositories/find-repo-names";
export { findFirstCommit } from "./repositories/first-commit";
export {
  findAnyRepo,
  findReadableRepoById,
  findReadableRepos,
  findReadableReposAt,
  findRedirect,
  findRepo,
  getReadableRepo,
  getReadableRepoById,
  getRepoAt,
} from "./repositories/get-readable-repo";
export { relocate } from "./repositories/relocate";
export {
  addressOf,
  auditTarget,
  fullNameOf,
  pathOf,
  type RepoRef,
  type Repository,
  resourceOf,
  wirePathOf,
} from "./repositories/repository";
export { setMirror } from "./repositories/set-mirror";
export { countRepos } from "./repositories/store";
export { changeRepo } from "./repositories/update-repo";
export { userMay } from "./repositories/user-may";
export { readEvalEntries, readEvalFiles } from "./results/eval-files";
export {
  keptFrom,
  LOOK_SECONDS,
  reachesUnsafe,
  refuseKept,
  refuseUnsafe,
  refuseUnsafeAt,
} from "./scan/refuse-unsafe";
export { scanHead } from "./scan/scan-of-repo";
export { createScanner } from "./scan/scanner";
export { scansOf } from "./scan/scans-of";
export { browseRepos } from "./search/list-repos";
export { ofReadableRepo } from "./search/store/list-repos";
export { trendingScore } from "./search/trend";
export { listWatchedIds, listWatchers } from "./watches/store";
