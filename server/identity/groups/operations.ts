import { createResourceGroup } from "./create-resource-group";
import { deleteResourceGroup } from "./delete-resource-group";
import { getResourceGroup } from "./get-resource-group";
import { listGroupMembers } from "./list-group-members";
import { listResourceGroups } from "./list-resource-groups";
import { putGroupPerson } from "./put-group-person";
import { putGroupTeam } from "./put-group-team";
import { removeGroupPerson } from "./remove-group-person";
import { removeGroupTeam } from "./remove-group-team";
import { updateResourceGroup } from "./update-resource-group";

export const groupOperations = {
  createResourceGroup,
  deleteResourceGroup,
  getResourceGroup,
  listGroupMembers,
  listResourceGroups,
  putGroupPerson,
  putGroupTeam,
  removeGroupPerson,
  removeGroupTeam,
  updateResourceGroup,
};
