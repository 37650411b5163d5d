export { linkObject } from "./link-object";
export { dropMaterialized, type MaterializedFile, materialize } from "./materialize";
export { findObject, findObjects, openObject } from "./open-object";
export { putObject } from "./put-object";
export { sizesOfRepositories, unlinkRepository } from "./repository-objects";
