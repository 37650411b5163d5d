export {
  allows,
  allowsPlatform,
  authorize,
  authorizeOwn,
  authorizePlatform,
  explain,
  personOf,
  requireRecentSignIn,
  requireStrongAuth,
} from "./authorize";
export { type Decision, type Resource, roleIn } from "./can";
export { defineClaim } from "./claim";
export { openCredential } from "./open-credential";
export { PERMISSIONS, type Permission } from "./permissions";
export { freezeOwner, isFrozen, thawOwner } from "./store/frozen-owners";
export {
  countGrantsIn,
  listGrants,
  listGrantsOfPeople,
  listGrantsOfTeams,
  putGrant,
  removeGrant,
  removeGrantsIn,
  removeGrantsOfTeam,
  removeGrantsOfUser,
} from "./store/grants";
export {
  changeOwner,
  countGrouped,
  findGroupOf,
  findOwnGroupOf,
  forgetResource,
  liesIn,
  liesInNone,
  setGroup,
} from "./store/grouped-resources";
export { listFilter } from "./store/list-filter";
export { putPass, removePass } from "./store/passes";
