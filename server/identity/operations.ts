import { acceptInvitation } from "./accept-invitation";
import { changeEmail } from "./change-email";
import { changePassword } from "./change-password";
import { confirmPassword } from "./confirm-password";
import { createInvitation } from "./create-invitation";
import { createOrganization } from "./create-organization";
import { createSshKey } from "./create-ssh-key";
import { createToken } from "./create-token";
import { createUser } from "./create-user";
import { deleteSshKey } from "./delete-ssh-key";
import { deleteToken } from "./delete-token";
import { getInvitation } from "./get-invitation";
import { getMe } from "./get-me";
import { getOrganization } from "./get-organization";
import { getProfile } from "./get-profile";
import { listInvitations } from "./list-invitations";
import { listMembers } from "./list-members";
import { listOrganizations } from "./list-organizations";
import { listSessions } from "./list-sessions";
import { listSshKeys } from "./list-ssh-keys";
import { listTokens } from "./list-tokens";
import { putMember } from "./put-member";
import { removeMember } from "./remove-member";
import { revokeInvitation } from "./revoke-invitation";
import { revokeSession } from "./revoke-session";
import { searchPeople } from "./search-people";
import { signOutEverywhere } from "./sign-out-everywhere";
import { transferOwnership } from "./transfer-ownership";
import { updateOrganization } from "./update-organization";
import { updateProfile } from "./update-profile";

export const identityOperations = {
  acceptInvitation,
  changeEmail,
  changePassword,
  confirmPassword,
  createInvitation,
  createOrganization,
  createSshKey,
  createToken,
  createUser,
  deleteSshKey,
  deleteToken,
  getInvitation,
  getMe,
  getOrganization,
  getProfile,
  listInvitations,
  listMembers,
  listOrganizations,
  listSessions,
  listSshKeys,
  listTokens,
  putMember,
  removeMember,
  revokeInvitation,
  revokeSession,
  searchPeople,
  signOutEverywhere,
  transferOwnership,
  updateOrganization,
  updateProfile,
};
