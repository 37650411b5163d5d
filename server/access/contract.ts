import { z } from "zod";

/** Who sees a resource without any role: everybody, everybody who is signed in, or nobody. */
export const VISIBILITIES = ["public", "internal", "private"] as const;
export const Visibility = z.enum(VISIBILITIES);
export type Visibility = z.infer<typeof Visibility>;

/** What a collaborator may do on one resource. */
export const RESOURCE_ROLES = ["read", "write", "admin"] as const;
export const ResourceRole = z.enum(RESOURCE_ROLES);
export type ResourceRole = z.infer<typeof ResourceRole>;
