import { adminOperations } from "@/server/admin/operations";
import { auditOperations } from "@/server/audit/operations";
import { billingOperations } from "@/server/billing/operations";
import { computeOperations } from "@/server/compute/operations";
import { discussionsOperations } from "@/server/discussions/operations";
import { gatewayOperations } from "@/server/gateway/operations";
import { hubOperations } from "@/server/hub/operations";
import { identityOperations } from "@/server/identity/operations";
import { inferenceOperations } from "@/server/inference/operations";
import { insightsOperations } from "@/server/insights/operations";
import type { AnyOperation } from "@/server/kernel";
import { mailOperations } from "@/server/mail/operations";
import { mirrorOperations } from "@/server/mirror/operations";
import { moderationOperations } from "@/server/moderation/operations";
import { notificationsOperations } from "@/server/notifications/operations";
import { settingsOperations } from "@/server/settings/operations";
import { spacesOperations } from "@/server/spaces/operations";
import { webhooksOperations } from "@/server/webhooks/operations";

/** Every capability of the platform, by context. tRPC, REST, the OpenAPI document and the docs are derived from it. */
export const contexts = {
  admin: adminOperations,
  audit: auditOperations,
  billing: billingOperations,
  compute: computeOperations,
  discussions: discussionsOperations,
  gateway: gatewayOperations,
  hub: hubOperations,
  identity: identityOperations,
  inference: inferenceOperations,
  insights: insightsOperations,
  mail: mailOperations,
  mirror: mirrorOperations,
  moderation: moderationOperations,
  notifications: notificationsOperations,
  settings: settingsOperations,
  spaces: spacesOperations,
  webhooks: webhooksOperations,
} satisfies Record<string, Record<string, AnyOperation>>;

export const operations: readonly AnyOperation[] = Object.values(contexts).flatMap((ops): AnyOperation[] =>
  Object.values(ops),
);
