import { acceptInvitation } from "./accept-invitation";
import { approveDeviceLogin } from "./approve-device-login";
import { changeEmail } from "./change-email";
import { changePassword } from "./change-password";
import { confirmPassword } from "./confirm-password";
import { createInvitation } from "./create-invitation";
import { createOrganization } from "./create-organization";
import { createPasswordReset } from "./create-password-reset";
import { createSshKey } from "./create-ssh-key";
import { createToken } from "./create-token";
import { createUser } from "./create-user";
import { deleteAccount } from "./delete-account";
import { deleteAvatar } from "./delete-avatar";
import { deleteOrganization } from "./delete-organization";
import { deleteOrganizationAvatar } from "./delete-organization-avatar";
import { deleteSshKey } from "./delete-ssh-key";
import { deleteToken } from "./delete-token";
import { denyDeviceLogin } from "./deny-device-login";
import { disableUser } from "./disable-user";
import { enableUser } from "./enable-user";
import { followAccount } from "./follow-account";
import { getAvatar } from "./get-avatar";
import { getDeviceLogin } from "./get-device-login";
import { getInvitation } from "./get-invitation";
import { getMe } from "./get-me";
import { getOrganization } from "./get-organization";
import { getPasswordReset } from "./get-password-reset";
import { getProfile } from "./get-profile";
import { getReadme } from "./get-readme";
import { getSite } from "./get-site";
import { getTokenPermissions } from "./get-token-permissions";
import { groupOperations } from "./groups/operations";
import { listAllOrganizations } from "./list-all-organizations";
import { listFollowers } from "./list-followers";
import { listFollowing } from "./list-following";
import { listInvitations } from "./list-invitations";
import { listMembers } from "./list-members";
import { listOrganizations } from "./list-organizations";
import { listSessions } from "./list-sessions";
import { listSshKeys } from "./list-ssh-keys";
import { listTokens } from "./list-tokens";
import { listUsers } from "./list-users";
import { putMember } from "./put-member";
import { putReadme } from "./put-readme";
import { removeMember } from "./remove-member";
import { requestPasswordReset } from "./request-password-reset";
import { resetPassword } from "./reset-password";
import { restoreAccount } from "./restore-account";
import { restoreOrganization } from "./restore-organization";
import { revokeInvitation } from "./revoke-invitation";
import { revokeSession } from "./revoke-session";
import { searchPeople } from "./search-people";
import { setPlatformRoles } from "./set-platform-roles";
import { signOutEverywhere } from "./sign-out-everywhere";
import { teamOperations } from "./teams/operations";
import { transferOwnership } from "./transfer-ownership";
import { unfollowAccount } from "./unfollow-account";
import { updateOrganization } from "./update-organization";
import { updateProfile } from "./update-profile";
import { uploadAvatar } from "./upload-avatar";
import { uploadOrganizationAvatar } from "./upload-organization-avatar";

export const identityOperations = {
  ...groupOperations,
  ...teamOperations,
  acceptInvitation,
  approveDeviceLogin,
  changeEmail,
  changePassword,
  confirmPassword,
  createInvitation,
  createOrganization,
  createPasswordReset,
  requestPasswordReset,
  createSshKey,
  createToken,
  createUser,
  deleteAccount,
  deleteAvatar,
  deleteOrganization,
  deleteOrganizationAvatar,
  deleteSshKey,
  deleteToken,
  denyDeviceLogin,
  disableUser,
  enableUser,
  followAccount,
  getAvatar,
  getDeviceLogin,
  getInvitation,
  getMe,
  getOrganization,
  getPasswordReset,
  getProfile,
  getReadme,
  getSite,
  getTokenPermissions,
  listAllOrganizations,
  listFollowers,
  listFollowing,
  listInvitations,
  listMembers,
  listOrganizations,
  listSessions,
  listSshKeys,
  listTokens,
  listUsers,
  putMember,
  putReadme,
  removeMember,
  resetPassword,
  restoreAccount,
  restoreOrganization,
  revokeInvitation,
  revokeSession,
  searchPeople,
  setPlatformRoles,
  signOutEverywhere,
  transferOwnership,
  unfollowAccount,
  updateOrganization,
  updateProfile,
  uploadAvatar,
  uploadOrganizationAvatar,
};
