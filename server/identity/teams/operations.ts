import { createTeam } from "./create-team";
import { deleteTeam } from "./delete-team";
import { getTeam } from "./get-team";
import { listTeamMembers } from "./list-team-members";
import { listTeams } from "./list-teams";
import { putTeamMember } from "./put-team-member";
import { removeTeamMember } from "./remove-team-member";
import { updateTeam } from "./update-team";

export const teamOperations = {
  createTeam,
  deleteTeam,
  getTeam,
  listTeamMembers,
  listTeams,
  putTeamMember,
  removeTeamMember,
  updateTeam,
};
