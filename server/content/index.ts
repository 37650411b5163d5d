export { completeAnnounced, putAnnouncedPart } from "./announced-upload";
export { type BucketChange, changeBucketFiles, type RefusedPut } from "./bucket-files/change-bucket-files";
export { dropStagedFiles, forgetBucket } from "./bucket-files/forget-bucket";
export { afterOf, type BucketFile, listBucketFiles, statBucketFiles } from "./bucket-files/list-bucket-files";
export { openBucketFile } from "./bucket-files/open-bucket-file";
export { copyLinks } from "./copy-links";
export { openDirectParts, openDirectUpload, takeDirectUploads } from "./direct-uploads";
export { dropObjects, momentsOfObjects } from "./drop-objects";
export { largestObject } from "./largest-object";
export { linkObject } from "./link-object";
export { createLock, listLocks, removeLock } from "./locks";
export { dropMaterialized, type MaterializedFile, materialize } from "./materialize";
export { findObject, findObjects, findVerifiedObjects, openObject } from "./open-object";
export { partBytesFor } from "./parts-of-upload";
export { movePlaces, openPlace } from "./places";
export { presignObject } from "./presign-object";
export {
  forgetProposed,
  letGoProposed,
  listPlacesOfProposed,
  listProposedObjects,
  type ProposedObject,
  takeBackProposed,
} from "./proposed-objects";
export { putObject } from "./put-object";
export { overQuota, ownerStorage, setOwnerLimit } from "./quota";
export { chunkedBytesOf, sizesOfRepositories, unlinkRepository } from "./repository-objects";
export { proposerOf, readSignedAction, type SignedAction, signAction } from "./signed-action";
export { listStoredFiles, type StoredFile, storageOf } from "./stored-files";
export { cancelUpload, completeUpload, createUpload, getUpload, putPart } from "./uploads";
export { convertObject } from "./xet/convert-object";
export { findDuplicates } from "./xet/find-duplicates";
export { openXorbPart } from "./xet/open-xorb-part";
export { putXorb } from "./xet/put-xorb";
export { findXetHashes, findXetOid, findXetSize, reconstruct, sumReceived } from "./xet/reconstruct";
export { registerShard } from "./xet/register-shard";
export type { Term } from "./xet/terms";
export { createObjectThreads } from "./xet/threads";
export { readXetToken, readXorbPlace, signXetToken, signXorbPlace, type XetToken } from "./xet/token";
