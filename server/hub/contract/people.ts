import { z } from "zod";
import { AccountSummary } from "@/server/identity/contract";
import { PageInput, pageOf, Text } from "@/server/kernel/contract";
import { Repo, RepoAddress, RepoKind } from "./repo";

export const ListLikersInput = PageInput.extend(RepoAddress.shape);
export const LikerPage = pageOf(AccountSummary);

export const ListLikedReposInput = PageInput.extend({ username: Text.max(96).min(1) });
export const LikedRepoPage = pageOf(z.object({ createdAt: z.date(), repo: Repo }));

export const ListRepoStorageInput = PageInput.extend({ namespace: Text.max(96).min(1) });
export const RepoStorage = z.object({
  kind: RepoKind,
  name: z.string().describe("`namespace/name`."),
  visibility: Repo.shape.visibility,
  storageBytes: z.int().describe("Of the large files that it may read."),
  share: z.number().describe("Of what the account uses, from 0 to 1."),
  updatedAt: z.date(),
});
export const RepoStoragePage = pageOf(RepoStorage);
