import { Visibility } from "@/server/access/contract";
import { PageInput, pageOf, Text } from "@/server/kernel/contract";
import { Repo, RepoAddress, RepoName } from "./repo";

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
