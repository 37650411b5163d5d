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
export { type Decision, type Resource, roleIn } from "./can";
export { defineClaim } from "./claim";
export { PERMISSIONS, type Permission } from "./permissions";
export { freezeOwner, isFrozen, thawOwner } from "./store/frozen-owners";
export { listGrants, listTeamGrants, putGrant, removeGrant, removeGrantsOfTeam } from "./store/grants";
export {
  countGrouped,
  findGroupOf,
  forgetResource,
  leaveOrganization,
  liesIn,
  liesInNone,
  setGroup,
} from "./store/grouped-resources";
export { listFilter } from "./store/list-filter";
export { putPass, removePass } from "./store/passes";
