import { z } from "zod";
import { Visibility } from "@/server/access/contract";
import { PageInput, pageOf, Text } from "@/server/kernel/contract";
import { Repo, RepoKind } from "./repo";

/** What administrators see of every repository: facts about it, never what is in it. */
export const ManagedRepo = Repo.pick({
  id: true,
  kind: true,
  namespace: true,
  name: true,
  visibility: true,
  storageBytes: true,
  createdAt: true,
  updatedAt: true,
}).extend({
  deletedAt: z.date().nullable().describe("Restorable for 30 days from then."),
  isReadable: z.boolean().describe("Whether the caller may also open it."),
});
export type ManagedRepo = z.infer<typeof ManagedRepo>;

export const MANAGED_SORTS = ["created", "size"] as const;
export const ListAllReposInput = PageInput.extend({
  search: Text.trim().max(200).optional().describe("Part of `namespace/name`."),
  owner: Text.min(1).max(96).optional().describe("Exact namespace."),
  kind: RepoKind.optional(),
  visibility: Visibility.optional(),
  state: z.enum(["active", "deleted"]).default("active"),
  sort: z.enum(MANAGED_SORTS).default("created"),
});
export type ListAllReposInput = z.infer<typeof ListAllReposInput>;
export const ManagedRepoPage = pageOf(ManagedRepo);

export const AnyRepoInput = z.strictObject({ id: z.uuid() });
