export { actorOfPassword } from "./actor-of-password";
export { actorOfSession } from "./actor-of-session";
export { actorOfSshKey, actorOfSshTicket, issueSshTicket, type SshCaller } from "./actor-of-ssh-key";
export { actorOfToken } from "./actor-of-token";
export { actorOfUser } from "./actor-of-user";
export { addressOf } from "./address-of";
export { admitAttempt } from "./admit-attempt";
export { closeSession } from "./close-session";
export { createIdentity } from "./create-identity";
export { addDeployKey, dropDeployKey, dropDeployKeysOf, listDeployKeyRows } from "./deploy-keys";
export { DEVICE_REASONS, refusal } from "./device-login";
export { ensureFirstAdministrator } from "./ensure-first-administrator";
export { getArrangeable } from "./get-arrangeable";
export { getOwnToken } from "./get-own-token";
export { getOwner } from "./get-owner";
export { getGroupFor, groupResource, holdGroup } from "./groups/resource-group";
export { findGroups, type ResourceGroupRow } from "./groups/store";
export { openSession } from "./open-session";
export { renewDeviceToken } from "./renew-device-token";
export { hashOf, hasTokenCheck } from "./secret";
export { startDeviceLogin } from "./start-device-login";
export { findTokenByHash } from "./store/access-tokens";
export {
  countAccounts,
  findAccountByName,
  findAccounts,
  findAccountsByName,
  ofLivingAccount,
  searchAccounts,
} from "./store/accounts";
export { isFollowing, listFollowedAccounts } from "./store/follows";
export { listAdministrators, searchMembers } from "./store/members";
export { type IssuedToken, takeDeviceToken } from "./take-device-token";
export { findTeams, findVisibleTeams } from "./teams/store";
export { getTeamFor } from "./teams/team";
