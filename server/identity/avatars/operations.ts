import { deleteAvatar } from "./delete-avatar";
import { deleteOrganizationAvatar } from "./delete-organization-avatar";
import { getAvatar } from "./get-avatar";
import { uploadAvatar } from "./upload-avatar";
import { uploadOrganizationAvatar } from "./upload-organization-avatar";

export const avatarOperations = {
  deleteAvatar,
  deleteOrganizationAvatar,
  getAvatar,
  uploadAvatar,
  uploadOrganizationAvatar,
};
