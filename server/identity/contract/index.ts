export {
  ACCOUNT_KINDS,
  AccountPath,
  AccountSummary,
  AvatarPath,
  ListAccountsInput,
  ListMembersInput,
  ListOfAccountInput,
  ManagedUser,
  Me,
  OrganizationRole,
  PlatformRole,
  Profile,
  SearchPeopleInput,
  SetPlatformRolesInput,
  UpdateOrganizationInput,
  UpdateProfileInput,
  UserPath,
} from "./account";
export {
  AccountName,
  DisplayName,
  Email,
  foldName,
  Password,
  RESERVED_NAMES,
} from "./names";
export {
  CreatedInvitation,
  CreateInvitationInput,
  CreateOrganizationInput,
  Invitation,
  InvitationCode,
  InvitationPath,
  InvitationPreview,
  ListAllOrganizationsInput,
  ListOrganizationsInput,
  ManagedOrganization,
  Member,
  MemberPath,
  MemberRoles,
  Membership,
  Organization,
  PutMemberInput,
} from "./organization";
export type { GroupRole, ResourceGroup } from "./resource-group";
export {
  ChangeEmailInput,
  ChangePasswordInput,
  ConfirmPasswordInput,
  CreatedPasswordReset,
  CreatedUser,
  CreateUserInput,
  PasswordResetPreview,
  RequestPasswordResetInput,
  ResetCode,
  ResetPasswordInput,
  RestoreAccountInput,
  Session,
  SessionPath,
  Site,
} from "./sign-in";
export { type Team, TeamRole } from "./team";
export {
  AccessToken,
  ApproveDeviceLoginInput,
  CreatedToken,
  CreateSshKeyInput,
  CreateTokenInput,
  DeviceLogin,
  DeviceLoginPath,
  ScopeLine,
  SshKey,
  SshKeyPath,
  TOKEN_ROLES,
  TokenPath,
  TokenPermissions,
  TokenRole,
} from "./token";

/** Finer words of this context for `DomainError.reason`. */
type IdentityReason =
  | "acceptance_needed"
  | "account_deleted"
  | "already_member"
  | "bad_picture"
  | "bad_ssh_key"
  | "email_taken"
  | "group_not_empty"
  | "invalid_scope"
  | "invitation_expired"
  | "invitation_revoked"
  | "invitation_used"
  | "key_taken"
  | "last_owner"
  | "more_rights"
  | "name_taken"
  | "not_a_member"
  | "not_owner"
  | "not_restorable"
  | "other_email"
  | "person_required"
  | "role_above_own"
  | "sign_up_closed"
  | "too_many_attempts"
  | "too_many_mails"
  | "too_many_organizations"
  | "weak_password"
  | "withheld"
  | "wrong_password";

declare module "@/server/kernel/errors" {
  interface Reasons {
    readonly identity: IdentityReason;
  }
}
