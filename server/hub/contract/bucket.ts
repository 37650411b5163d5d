import { z } from "zod";
import { Visibility } from "@/server/access/contract";
import { PageInput, pageOf, Text } from "@/server/kernel/contract";
import { CollaboratorRole, RepoName } from "./repo";

/** What one batch changes, and what is asked of by name at once: as Hugging Face clients cut theirs. */
export const MOST_BUCKET_CHANGES = 1_000;

const Namespace = Text.max(96).min(1);

export const BucketAddress = z.strictObject({
  namespace: Namespace.describe("User or organisation that owns it; case does not matter."),
  name: Text.max(96).min(1).describe("Its name; case does not matter. An old name leads to the renamed bucket."),
});
export type BucketAddress = z.infer<typeof BucketAddress>;

export const Bucket = z.object({
  id: z.uuid(),
  namespace: z.string(),
  name: z.string(),
  visibility: Visibility,
  sizeBytes: z.int().describe("Bytes of all its files; parts that files share count in each."),
  fileCount: z.int(),
  createdAt: z.date(),
  updatedAt: z.date(),
  url: z.string().describe("Address of its page."),
});
export type Bucket = z.infer<typeof Bucket>;

export const BucketDetails = Bucket.extend({
  can: z.object({ write: z.boolean(), admin: z.boolean() }).describe("What the caller may do."),
});
export type BucketDetails = z.infer<typeof BucketDetails>;

export const CreateBucketInput = z.strictObject({
  name: RepoName,
  namespace: Namespace.optional().describe("User or organisation; default: the caller."),
  visibility: Visibility.optional().describe("Default: as the settings of the installation say."),
});
export type CreateBucketInput = z.infer<typeof CreateBucketInput>;

export const UpdateBucketInput = BucketAddress.extend({ visibility: Visibility });

export const MoveBucketInput = BucketAddress.extend({
  newNamespace: Namespace.optional(),
  newName: RepoName.optional(),
});

export const ListBucketsInput = PageInput.extend({
  owner: Namespace.optional().describe("Exact namespace."),
  search: Text.max(200).optional().describe("Part of the name."),
});
export type ListBucketsInput = z.infer<typeof ListBucketsInput>;
export const BucketPage = pageOf(Bucket);

const Path = Text.max(2_048);

export const BucketEntry = z.object({
  kind: z.enum(["file", "directory"]),
  path: z.string(),
  size: z.int().nullable().describe("Bytes; null for a folder."),
  xetHash: z.string().nullable().describe("What Xet calls its content; null for a folder."),
  modifiedAt: z.date().nullable().describe("When it was changed where it came from, as its sender says."),
  uploadedAt: z.date().nullable(),
});
export type BucketEntry = z.infer<typeof BucketEntry>;

export const ListBucketFilesInput = PageInput.extend({
  ...BucketAddress.shape,
  path: Path.default("").describe("A folder or a file; empty: the whole bucket."),
  recursive: z.boolean().default(false).describe("Also what lies in folders below."),
});
export type ListBucketFilesInput = z.infer<typeof ListBucketFilesInput>;
export const BucketEntryPage = pageOf(BucketEntry);

export const DeleteBucketFilesInput = BucketAddress.extend({
  paths: z.array(Path.min(1)).min(1).max(MOST_BUCKET_CHANGES),
});
export const ChangedBucketFiles = z.object({ changed: z.int() });

export const BucketCollaboratorInput = BucketAddress.extend({ username: Text.max(96).min(1) });
export const PutBucketCollaboratorInput = BucketCollaboratorInput.extend({ role: CollaboratorRole });
export const ListBucketCollaboratorsInput = PageInput.extend(BucketAddress.shape);
