import { z } from "zod";
import { Oid } from "@/server/git/contract";
import { PageInput, pageOf, Text } from "@/server/kernel/contract";
import { RepoAddress } from "./repo";

const Tag = Text.max(200).min(1);
const Facts = {
  title: Text.trim().max(200).min(1),
  notes: Text.max(100_000).describe("Markdown."),
  isDraft: z.boolean().describe("Shown to writers only."),
  isPrerelease: z.boolean().describe("Never the latest."),
};

export const Release = z.object({
  tag: z.string(),
  title: z.string(),
  notes: z.string().describe("Markdown."),
  isDraft: z.boolean().describe("Shown to writers only."),
  isPrerelease: z.boolean(),
  isLatest: z.boolean(),
  commit: Oid.nullable().describe("Where the tag points; null when the tag is gone."),
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
  revision: Text.max(200).min(1).optional().describe("Where the tag is made when there is none yet."),
});
export const UpdateReleaseInput = ReleaseAddress.extend({
  title: Facts.title.optional(),
  notes: Facts.notes.optional(),
  isDraft: Facts.isDraft.optional(),
  isPrerelease: Facts.isPrerelease.optional(),
});
