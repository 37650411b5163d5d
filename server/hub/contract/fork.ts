import { z } from "zod";
import { Visibility } from "@/server/access/contract";
import { PageInput, pageOf, Text } from "@/server/kernel/contract";
import { Repo, RepoAddress, RepoKind, RepoName } from "./repo";

export const ForkRepoInput = RepoAddress.extend({
  newNamespace: Text.max(96)
    .min(1)
    .optional()
    .describe("User or organisation that gets the copy; default: the caller."),
  newName: RepoName.optional().describe("Default: the name of the repository."),
  visibility: Visibility.optional().describe("At most as open as the repository; default: the same."),
});

export const GenerateRepoInput = ForkRepoInput.extend({ newName: RepoName });

export const ListForksInput = PageInput.extend({
  ...RepoAddress.shape,
  owner: Text.min(1).max(96).optional().describe("Only those of this user or organisation."),
});
export const ForkPage = pageOf(Repo);

export const ForkState = z.object({
  origin: z
    .object({ kind: RepoKind, namespace: z.string(), name: z.string(), branch: z.string() })
    .nullable()
    .describe("What it was copied from, while the caller may read that; the branch is its default one."),
  branch: z.string().describe("The default branch of the copy."),
  ahead: z.int().describe("Commits that only the copy has."),
  behind: z.int().describe("Commits that only the origin has."),
});
export type ForkState = z.infer<typeof ForkState>;

export const UpdatedFork = z.object({ commit: z.string().describe("The new head of the default branch.") });
