import { z } from "zod";
import { ObjectId } from "@/server/content/contract";
import { Oid } from "@/server/git/contract";
import { PageInput, pageOf, Text } from "@/server/kernel/contract";
import { isAttachmentName } from "./attachment-name";
import { RepoAddress } from "./repo";

const Tag = Text.max(200).min(1);
const Facts = {
  title: Text.trim().max(200).min(1),
  notes: Text.max(100_000).describe("Markdown."),
  isDraft: z.boolean().describe("Shown to writers only."),
  isPrerelease: z.boolean().describe("Never the latest."),
};

const AttachmentName = Text.min(1)
  .max(200)
  .refine(isAttachmentName, "A file name of one line without slashes; it neither begins with a dot nor ends with one");

export const ReleaseAttachment = z.object({
  name: z.string(),
  size: z.int().describe("Bytes."),
  sha256: ObjectId,
  downloads: z.int(),
  url: z.string().describe("Where its bytes are."),
  createdAt: z.date(),
});
export type ReleaseAttachment = z.infer<typeof ReleaseAttachment>;

export const Release = z.object({
  tag: z.string(),
  title: z.string(),
  notes: z.string().describe("Markdown."),
  isDraft: z.boolean().describe("Shown to writers only."),
  isPrerelease: z.boolean(),
  isLatest: z.boolean(),
  commit: Oid.nullable().describe("Where the tag points; null when the tag is gone, or not made yet."),
  target: z
    .object({ ref: z.string(), commit: Oid })
    .nullable()
    .describe("Of a draft without a tag: where publishing makes it."),
  attachments: z.array(ReleaseAttachment).describe("By name."),
  author: z.object({ name: z.string(), displayName: z.string(), avatarUrl: z.string().nullable() }).nullable(),
  createdAt: z.date(),
  publishedAt: z.date().nullable(),
});
export type Release = z.infer<typeof Release>;

export const ListReleasesInput = PageInput.extend(RepoAddress.shape);
export const ReleasePage = pageOf(Release);
export const ReleaseAddress = RepoAddress.extend({ tag: Tag });
export const CreateReleaseInput = ReleaseAddress.extend({
  ...Facts,
  notes: Facts.notes.default(""),
  isDraft: Facts.isDraft.default(false),
  isPrerelease: Facts.isPrerelease.default(false),
  revision: Text.max(200)
    .min(1)
    .optional()
    .describe("Where the tag is made when there is none yet; for a draft, once it is published."),
});
export const UpdateReleaseInput = ReleaseAddress.extend({
  revision: Text.max(200).min(1).optional().describe("Of a draft without a tag: where it will be made instead."),
  title: Facts.title.optional(),
  notes: Facts.notes.optional(),
  isDraft: Facts.isDraft.optional(),
  isPrerelease: Facts.isPrerelease.optional(),
});

export const AddAttachmentInput = ReleaseAddress.extend({
  attachment: AttachmentName,
  oid: ObjectId.describe("SHA-256 of a file that was uploaded to the repository."),
});
export const AttachmentAddress = ReleaseAddress.extend({ attachment: Text.max(200).min(1) });
