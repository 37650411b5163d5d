export { actorOfUser } from "./actor-of-user";
export { addressOf } from "./address-of";
export { createIdentity } from "./create-identity";
export { DEVICE_REASONS, refusal } from "./devices/device-login";
export { renewDeviceToken } from "./devices/renew-device-token";
export { startDeviceLogin } from "./devices/start-device-login";
export { type IssuedToken, takeDeviceToken } from "./devices/take-device-token";
export { ensureFirstAdministrator } from "./ensure-first-administrator";
export { isFollowing, listFollowedAccounts } from "./follows/store";
export { getArrangeable } from "./get-arrangeable";
export { getOwner } from "./get-owner";
export { getGroupFor, groupResource, holdGroup } from "./groups/resource-group";
export { findGroupRow, findGroups, type ResourceGroupRow } from "./groups/store";
export { getOrganizationFor } from "./organization";
export { actorOfPassword } from "./passwords/actor-of-password";
export { admitAttempt } from "./passwords/admit-attempt";
export { hashOf, hasTokenCheck } from "./secret";
export { actorOfSession } from "./sessions/actor-of-session";
export { closeSession } from "./sessions/close-session";
export { openSession } from "./sessions/open-session";
export { actorOfSshKey, actorOfSshTicket, issueSshTicket, type SshCaller } from "./ssh-keys/actor-of-ssh-key";
export { addDeployKey, dropDeployKey, dropDeployKeysOf, listDeployKeyRows } from "./ssh-keys/deploy-keys";
export {
  countAccounts,
  findAccountByName,
  findAccountRow,
  findAccounts,
  findAccountsByName,
  isNameOfAccount,
  ofLivingAccount,
  searchAccounts,
} from "./store/accounts";
export { findPresent, findRole, listAdministrators, listMemberIds, listPayers, searchMembers } from "./store/members";
export { isAnyDisabled, listStaff } from "./store/users";
export { findTeams, findVisibleTeams } from "./teams/store";
export { getTeamFor } from "./teams/team";
export { actorOfToken } from "./tokens/actor-of-token";
export { getOwnToken } from "./tokens/get-own-token";
export { findTokenByHash, isTokenAlive } from "./tokens/store/access-tokens";
export { makerOf } from "./tokens/token-scope";
