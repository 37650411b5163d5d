import { z } from "zod";
import { defineEvent } from "@/server/kernel";

export const repoCreated = defineEvent({ name: "hub.repoCreated", payload: z.object({ repoId: z.uuid() }) });

/** The repository is gone for everybody; its files are removed later, unless it is restored. */
export const repoDeleted = defineEvent({ name: "hub.repoDeleted", payload: z.object({ repoId: z.uuid() }) });

export const repoRestored = defineEvent({ name: "hub.repoRestored", payload: z.object({ repoId: z.uuid() }) });

/** It has another name or another owner; the old address leads to the new one. */
export const repoRenamed = defineEvent({
  name: "hub.repoRenamed",
  payload: z.object({
    repoId: z.uuid(),
    /** `namespace/name` until now. */
    before: z.string(),
  }),
});

export const repoVisibilityChanged = defineEvent({
  name: "hub.repoVisibilityChanged",
  payload: z.object({
    repoId: z.uuid(),
    /** Who changed it; absent in news from before this was told. */
    byId: z.uuid().nullable().default(null),
  }),
});

/** Somebody likes it, or no longer does. */
export const likeChanged = defineEvent({
  name: "hub.likeChanged",
  payload: z.object({ repoId: z.uuid(), userId: z.uuid() }),
});

/** A release was made, changed, published or withdrawn. */
export const releaseChanged = defineEvent({
  name: "hub.releaseChanged",
  payload: z.object({ repoId: z.uuid(), releaseId: z.uuid() }),
});

export const collectionCreated = defineEvent({
  name: "hub.collectionCreated",
  payload: z.object({ collectionId: z.uuid(), ownerId: z.uuid(), creatorId: z.uuid() }),
});

/** It cannot be restored any more: what others keep of it may be removed for good. */
export const repoPurged = defineEvent({ name: "hub.repoPurged", payload: z.object({ repoId: z.uuid() }) });

/** Somebody asks for the files of a repository whose gate is manual. */
export const accessRequested = defineEvent({
  name: "hub.accessRequested",
  payload: z.object({ repoId: z.uuid(), userId: z.uuid() }),
});

export const accessDecided = defineEvent({
  name: "hub.accessDecided",
  payload: z.object({ repoId: z.uuid(), userId: z.uuid(), isAccepted: z.boolean() }),
});
