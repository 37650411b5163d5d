import { billingHandlers } from "@/server/billing/handlers";
import { computeHandlers } from "@/server/compute/handlers";
import { contentHandlers } from "@/server/content/handlers";
import { discussionsHandlers } from "@/server/discussions/handlers";
import { gatewayHandlers } from "@/server/gateway/handlers";
import { gitHandlers } from "@/server/git/handlers";
import { hubHandlers } from "@/server/hub/handlers";
import { identityHandlers } from "@/server/identity/handlers";
import { inferenceHandlers } from "@/server/inference/handlers";
import type { Ctx, Dependency, Job } from "@/server/kernel";
import { mailHandlers } from "@/server/mail/handlers";
import { mirrorHandlers } from "@/server/mirror/handlers";
import { notificationsHandlers } from "@/server/notifications/handlers";
import { spacesHandlers } from "@/server/spaces/handlers";
import { webhooksHandlers } from "@/server/webhooks/handlers";
import { housekeepingHandlers } from "./housekeeping";

export interface Registration {
  readonly definitions: Readonly<Record<string, Job>>;
  readonly handlers: Readonly<
    Record<string, (ctx: Ctx<Dependency>, payload: never, signal: AbortSignal) => Promise<void>>
  >;
}

/** The handlers of every context, one line each. */
export const registrations: readonly Registration[] = [
  billingHandlers,
  computeHandlers,
  contentHandlers,
  discussionsHandlers,
  gatewayHandlers,
  gitHandlers,
  hubHandlers,
  housekeepingHandlers,
  inferenceHandlers,
  identityHandlers,
  mailHandlers,
  mirrorHandlers,
  notificationsHandlers,
  spacesHandlers,
  webhooksHandlers,
];
