import { refsChanged } from "@/server/git/events";
import { indexRepo, removeReposOfOwner } from "@/server/hub/jobs";
import { ownerPurged } from "@/server/identity/events";
import { type Subscription, subscribe } from "@/server/kernel";

/** Which job follows which event: the only way news travels up the tiers. One line each. */
export const subscriptions: readonly Subscription[] = [
  subscribe(refsChanged, indexRepo, ({ repoId }) => ({ repoId })),
  subscribe(ownerPurged, removeReposOfOwner, ({ ownerId }) => ({ ownerId })),
];
