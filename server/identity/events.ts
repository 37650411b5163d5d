import { z } from "zod";
import { defineEvent } from "@/server/kernel";
import { OrganizationRole } from "./contract";

const Owner = z.object({ ownerId: z.uuid() });

/** An account was deleted: nothing of it can be reached; what runs for it should stop. */
export const ownerDeleted = defineEvent({ name: "identity.ownerDeleted", payload: Owner });
/** A deleted account is back, within the 30 days. */
export const ownerRestored = defineEvent({ name: "identity.ownerRestored", payload: Owner });
/** The 30 days are over: what is left of the account may be removed for good. */
export const ownerPurged = defineEvent({ name: "identity.ownerPurged", payload: Owner });

/** Somebody was put into an organisation by somebody else. */
export const memberAdded = defineEvent({
  name: "identity.memberAdded",
  payload: z.object({ organizationId: z.uuid(), userId: z.uuid(), role: OrganizationRole }),
});

/** Somebody was taken out of an organisation, or of one of its teams, by somebody else. */
export const memberRemoved = defineEvent({
  name: "identity.memberRemoved",
  payload: z.object({
    organizationId: z.uuid(),
    userId: z.uuid(),
    /** Name of the team as people read it; `null`: out of the organisation with all its teams. */
    team: z.string().nullable(),
  }),
});

/** Somebody joined an organisation by an invitation. */
export const invitationAccepted = defineEvent({
  name: "identity.invitationAccepted",
  payload: z.object({ organizationId: z.uuid(), userId: z.uuid(), inviterId: z.uuid() }),
});

/** A resource group is gone for good; nothing lay in it any more. */
export const resourceGroupDeleted = defineEvent({
  name: "identity.resourceGroupDeleted",
  payload: z.object({ organizationId: z.uuid(), groupId: z.uuid() }),
});

/** Somebody follows a person or an organisation, or no longer does. */
export const followChanged = defineEvent({
  name: "identity.followChanged",
  payload: z.object({ followerId: z.uuid(), accountId: z.uuid() }),
});
