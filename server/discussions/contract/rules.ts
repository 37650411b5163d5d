import { z } from "zod";
import { MergeMethod } from "@/server/git/contract";
import { RepoAddress } from "@/server/hub/contract/repo";
import { AccountSummary } from "@/server/identity/contract";
import { PageInput, pageOf, Text } from "@/server/kernel/contract";
import { Label, LabelName } from "./discussion";

export const DiscussionSettings = z.object({
  isEnabled: z.boolean(),
  requiredApprovals: z.int(),
  dismissesStaleApprovals: z.boolean().describe("What was approved and has changed since does not count."),
  requiresLastPushApproval: z.boolean().describe("Somebody else than who pushed last must have approved it since."),
  requiresCodeOwners: z.boolean().describe("One owner of every changed file in `CODEOWNERS` must have approved it."),
  requiredChecks: z.array(z.string()),
  mergeMethods: z.array(MergeMethod),
});
export type DiscussionSettings = z.infer<typeof DiscussionSettings>;
export const UpdateDiscussionSettingsInput = RepoAddress.extend({
  isEnabled: z.boolean().optional(),
  requiredApprovals: z.int().min(0).max(10).optional(),
  dismissesStaleApprovals: z.boolean().optional(),
  requiresLastPushApproval: z.boolean().optional(),
  requiresCodeOwners: z.boolean().optional(),
  requiredChecks: z.array(Text.trim().min(1).max(120)).max(20).optional(),
  mergeMethods: z.array(MergeMethod).min(1).max(3).optional(),
});

const Color = z.string().regex(/^[0-9a-f]{6}$/i, "Six hexadecimal digits");
export const LabelPage = pageOf(Label);
export const ListLabelsInput = PageInput.extend({ ...RepoAddress.shape, limit: z.int().min(1).max(100).default(100) });
export const PutLabelInput = RepoAddress.extend({
  label: LabelName.describe("Name; one that exists is changed."),
  newName: LabelName.optional(),
  mustBeNew: z.boolean().optional().describe("Refuse a name that a label has already."),
  color: Color.default("6e7781"),
  description: Text.max(200).default(""),
});
export const DeleteLabelInput = RepoAddress.extend({ label: LabelName });

export const BlockInput = z.strictObject({
  owner: Text.min(1).max(96).optional().describe("Account whose repositories it is about; default: the caller."),
  username: Text.min(1).max(96),
});
export const ListBlocksInput = PageInput.extend({ owner: Text.min(1).max(96).optional() });
export const BlockPage = pageOf(AccountSummary.extend({ blockedAt: z.date() }));

export const CommentReport = z.object({
  id: z.uuid(),
  reason: z.string(),
  reporter: AccountSummary.nullable(),
  author: AccountSummary.nullable(),
  body: z.string(),
  url: z.string().nullable(),
  createdAt: z.date(),
});
export const CommentReportPage = pageOf(CommentReport);
export const ListCommentReportsInput = PageInput;
export const SettleReportInput = z.strictObject({ reportId: z.uuid(), hide: z.boolean().default(false) });

export const RepoReport = CommentReport.omit({ body: true, url: true }).extend({
  excerpt: z.string().describe("What the comment says, in one line of plain text."),
  isHidden: z.boolean().describe("Nobody reads the comment any more but those who settle its reports."),
  number: z.int().describe("Of the discussion."),
  title: z.string().describe("Of the discussion."),
  url: z.string(),
});
export type RepoReport = z.infer<typeof RepoReport>;
export const RepoReportPage = pageOf(RepoReport);
export const ListRepoReportsInput = PageInput.extend(RepoAddress.shape);
export const SettleRepoReportInput = RepoAddress.extend(SettleReportInput.shape);

export const DiscussionTemplate = z.object({
  name: z.string(),
  about: z.string(),
  title: z.string(),
  body: z.string(),
  labels: z.array(z.string()),
});
export const ListTemplatesInput = PageInput.extend({
  ...RepoAddress.shape,
  type: z.enum(["issue", "pull"]).default("issue"),
});
export const TemplatePage = pageOf(DiscussionTemplate);
export const ListPinnedInput = PageInput.extend(RepoAddress.shape);
