export { largestObject } from "./largest-object";
export { linkObject } from "./link-object";
export { createLock, listLocks, removeLock } from "./locks";
export { dropMaterialized, type MaterializedFile, materialize } from "./materialize";
export { findObject, findObjects, openObject } from "./open-object";
export { putObject } from "./put-object";
export { sizesOfRepositories, unlinkRepository } from "./repository-objects";
export { readSignedAction, type SignedAction, signAction } from "./signed-action";
export { cancelUpload, completeUpload, createUpload, getUpload, putPart } from "./uploads";
