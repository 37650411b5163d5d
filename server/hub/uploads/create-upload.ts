import { authorize } from "@/server/access";
import { createUpload as openUpload } from "@/server/content";
import { Upload } from "@/server/content/contract";
import { defineCommand } from "@/server/kernel";
import { CreateUploadInput } from "../contract/content";
import { getRepoAt } from "../repositories/get-readable-repo";
import { resourceOf } from "../repositories/repository";

export const createUpload = defineCommand({
  name: "hub.createUpload",
  summary: "Begin to upload a file in parts; commit it afterwards",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/uploads", status: 201 },
  input: CreateUploadInput,
  output: Upload,
  async run(ctx, { size, ...address }) {
    const repo = await getRepoAt(ctx, address);
    await authorize(ctx, "repo.write", resourceOf(repo));
    return openUpload(ctx, { repoId: repo.id, size });
  },
});
