import { acceptInvitation } from "./accept-invitation";
import { avatarOperations } from "./avatars/operations";
import { changeEmail } from "./change-email";
import { createInvitation } from "./create-invitation";
import { createOrganization } from "./create-organization";
import { createUser } from "./create-user";
import { deleteAccount } from "./delete-account";
import { deleteOrganization } from "./delete-organization";
import { deviceOperations } from "./devices/operations";
import { disableUser } from "./disable-user";
import { enableUser } from "./enable-user";
import { followOperations } from "./follows/operations";
import { getInvitation } from "./get-invitation";
import { getMe } from "./get-me";
import { getMemberRoles } from "./get-member-roles";
import { getOrganization } from "./get-organization";
import { getProfile } from "./get-profile";
import { getSite } from "./get-site";
import { groupOperations } from "./groups/operations";
import { listAllOrganizations } from "./list-all-organizations";
import { listInvitations } from "./list-invitations";
import { listMembers } from "./list-members";
import { listOrganizations } from "./list-organizations";
import { listUsers } from "./list-users";
import { passwordOperations } from "./passwords/operations";
import { putMember } from "./put-member";
import { readmeOperations } from "./readmes/operations";
import { removeMember } from "./remove-member";
import { restoreAccount } from "./restore-account";
import { restoreOrganization } from "./restore-organization";
import { revokeInvitation } from "./revoke-invitation";
import { searchPeople } from "./search-people";
import { sessionOperations } from "./sessions/operations";
import { setPlatformRoles } from "./set-platform-roles";
import { sshKeyOperations } from "./ssh-keys/operations";
import { teamOperations } from "./teams/operations";
import { tokenOperations } from "./tokens/operations";
import { transferOwnership } from "./transfer-ownership";
import { updateOrganization } from "./update-organization";
import { updateProfile } from "./update-profile";

export const identityOperations = {
  ...deviceOperations,
  ...passwordOperations,
  ...sshKeyOperations,
  ...tokenOperations,
  ...avatarOperations,
  ...followOperations,
  ...readmeOperations,
  ...sessionOperations,
  ...groupOperations,
  ...teamOperations,
  acceptInvitation,
  changeEmail,
  createInvitation,
  createOrganization,
  createUser,
  deleteAccount,
  deleteOrganization,
  disableUser,
  enableUser,
  getInvitation,
  getMe,
  getMemberRoles,
  getOrganization,
  getProfile,
  getSite,
  listAllOrganizations,
  listInvitations,
  listMembers,
  listOrganizations,
  listUsers,
  putMember,
  removeMember,
  restoreAccount,
  restoreOrganization,
  revokeInvitation,
  searchPeople,
  setPlatformRoles,
  transferOwnership,
  updateOrganization,
  updateProfile,
};
