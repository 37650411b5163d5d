import { z } from "zod";
import { Obstacle, Reason } from "@/server/access/contract";
import { Text } from "@/server/kernel/contract";
import { RepoAddress } from "./repo";

/** What people do with a repository, from seeing it to deciding about it. */
export const EXPLAINED_PERMISSIONS = [
  "repo.read",
  "repo.content",
  "discussion.write",
  "repo.write",
  "repo.admin",
] as const;

/** How somebody comes: in a browser, or with a token that keeps a part of the rights. */
export const EXPLAINED_WAYS = ["session", "readToken", "writeToken"] as const;

export const ExplainAccessInput = RepoAddress.extend({
  username: Text.max(96).min(1),
  way: z.enum(EXPLAINED_WAYS).default("session").describe("In a browser, or with a read or a write token."),
});
export type ExplainAccessInput = z.infer<typeof ExplainAccessInput>;

const NamedReason = Reason.omit({ groupId: true, teamId: true }).extend({
  group: z.string().nullable().describe("Name of the resource group in which somebody has the role."),
  team: z.string().nullable().describe("Name of the team that has the role."),
});

export const AccessExplanation = z.object({
  username: z.string(),
  displayName: z.string(),
  isActive: z.boolean().describe("False for somebody who is disabled or deleted, and may do nothing at all."),
  decisions: z.array(
    z.object({
      permission: z.enum(EXPLAINED_PERMISSIONS),
      isAllowed: z.boolean(),
      reasons: z
        .array(NamedReason)
        .describe("All that speaks for it; each alone is enough where nothing is in the way."),
      obstacles: z.array(Obstacle).describe("All that stands against it."),
    }),
  ),
});
export type AccessExplanation = z.infer<typeof AccessExplanation>;
