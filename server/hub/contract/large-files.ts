import { z } from "zod";
import { ObjectId } from "@/server/content/contract";
import { PageInput, pageOf } from "@/server/kernel/contract";
import { RepoAddress } from "./repo";

export const ListLargeFilesInput = PageInput.extend({
  ...RepoAddress.shape,
  limit: z.int().min(1).max(1_000).default(100),
});
export const LargeFile = z.object({
  oid: ObjectId.describe("SHA-256 of its bytes."),
  path: z.string().describe("One of the paths it has, or had."),
  size: z.int().describe("Bytes."),
  pushedAt: z.date(),
});
export type LargeFile = z.infer<typeof LargeFile>;
export const LargeFilePage = pageOf(LargeFile);

export const DeleteLargeFilesInput = RepoAddress.extend({
  oids: z.array(ObjectId).min(1).max(1_000),
  rewritesHistory: z
    .boolean()
    .default(true)
    .describe("Takes the files out of every commit; without it, commits name files that are gone."),
});
export const DeletedLargeFiles = z.object({ deleted: z.int() });
