import { allows } from "@/server/access";
import { createUpload } from "@/server/content";
import { Upload } from "@/server/content/contract";
import { getRepoAt, resourceOf } from "@/server/hub";
import { CreateUploadInput } from "@/server/hub/contract/content";
import { defineCommand } from "@/server/kernel";
import { authorizeProposal } from "./authorize-proposal";

export const createProposalUpload = defineCommand({
  name: "discussions.createProposalUpload",
  summary: "Begin to upload a file in parts for a pull request; propose it afterwards",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/proposals/uploads", status: 201 },
  input: CreateUploadInput,
  output: Upload,
  async run(ctx, { size, ...address }) {
    const repo = await getRepoAt(ctx, address);
    await authorizeProposal(ctx, repo);
    const isProposal = !(await allows(ctx, "repo.write", resourceOf(repo)));
    return createUpload(ctx, { repoId: repo.id, size, isProposal });
  },
});
