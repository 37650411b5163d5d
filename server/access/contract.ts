import { z } from "zod";

/** Finer words of this context for `DomainError.reason`. */
type AccessReason =
  | "archived"
  | "credential_unreadable"
  | "gated"
  | "mirror"
  | "reauthentication_required"
  | "token_too_broad";

declare module "@/server/kernel/errors" {
  interface Reasons {
    readonly access: AccessReason;
  }
}

/** Who sees a resource without any role: everybody, everybody who is signed in, or nobody. */
export const VISIBILITIES = ["public", "internal", "private"] as const;
export const Visibility = z.enum(VISIBILITIES);
export type Visibility = z.infer<typeof Visibility>;

/** What a collaborator may do on one resource. */
export const RESOURCE_ROLES = ["read", "write", "admin"] as const;
export const ResourceRole = z.enum(RESOURCE_ROLES);
export type ResourceRole = z.infer<typeof ResourceRole>;

/** Why something is allowed. */
const REASON_KINDS = [
  "system",
  "public",
  "internal",
  "admitted",
  "signedIn",
  "owner",
  "platform",
  "organization",
  "creator",
  "group",
  "groupTeam",
  "groupCreator",
  "team",
  "collaborator",
  "collaboratorTeam",
] as const;
export const Reason = z.object({
  kind: z.enum(REASON_KINDS),
  role: z.string().nullable().describe("The role that carries it, where one does."),
  groupId: z.uuid().nullable().describe("The resource group in which somebody has the role."),
  teamId: z.uuid().nullable().describe("The team that has the role."),
});
export type Reason = z.infer<typeof Reason>;

/** What stands against it. */
const OBSTACLES = ["frozen", "archived", "mirror", "gate", "group", "tokenScope", "noRole"] as const;
export const Obstacle = z.enum(OBSTACLES);
export type Obstacle = z.infer<typeof Obstacle>;
