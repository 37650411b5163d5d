export {
  allows,
  allowsPlatform,
  authorize,
  authorizeOwn,
  authorizePlatform,
  explain,
  personOf,
  requireRecentSignIn,
} from "./authorize";
export { type Resource, roleIn } from "./can";
export { PERMISSIONS, type Permission } from "./permissions";
export {
  freezeOwner,
  isFrozen,
  listFilter,
  listGrants,
  putGrant,
  putPass,
  removeGrant,
  removePass,
  thawOwner,
} from "./store";
