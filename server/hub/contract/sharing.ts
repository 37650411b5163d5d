import { z } from "zod";
import { PageInput, pageOf, Text } from "@/server/kernel/contract";
import { CollectionAddress } from "./collection";
import { CollaboratorRole, Repo, RepoAddress } from "./repo";

const PartName = Text.max(96).min(1);

/** A team of the owning organisation with a role on one resource alone. */
export const TeamCollaborator = z.object({ team: z.string(), displayName: z.string(), role: CollaboratorRole });
export const TeamCollaboratorInput = RepoAddress.extend({ team: PartName.describe("Of the owning organisation.") });
export const PutTeamCollaboratorInput = TeamCollaboratorInput.extend({ role: CollaboratorRole });
export const ListTeamCollaboratorsInput = PageInput.extend(RepoAddress.shape);
export const TeamCollaboratorPage = pageOf(TeamCollaborator);

export const CollectionTeamInput = CollectionAddress.extend({ team: PartName.describe("Of the owning organisation.") });
export const ListCollectionTeamsInput = PageInput.extend(CollectionAddress.shape);

const GroupOrNone = PartName.nullable().describe("Null: out of its group, back to the whole organisation.");
export const SetCollectionGroupInput = CollectionAddress.extend({ group: GroupOrNone });
export const SetRepoGroupInput = RepoAddress.extend({ group: GroupOrNone });
export const ListGroupReposInput = PageInput.extend({ name: PartName.describe("Organisation."), group: PartName });
export const GroupRepoPage = pageOf(Repo);
