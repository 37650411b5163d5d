import { z } from "zod";
import { RepoAddress } from "@/server/hub/contract/repo";
import { Text } from "@/server/kernel/contract";
import { LabelName } from "./discussion";

const MOST = 100;
const isOn = z.boolean().default(true).describe("False takes it away.");

export const ChangeDiscussionsInput = RepoAddress.extend({
  numbers: z.array(z.int().min(1).max(2_147_483_647)).min(1).max(MOST),
  status: z.enum(["open", "closed"]).optional(),
  label: z.strictObject({ name: LabelName, isOn }).optional(),
  assignee: z.strictObject({ name: Text.min(1).max(96), isOn }).optional(),
});
export type ChangeDiscussionsInput = z.infer<typeof ChangeDiscussionsInput>;

export const ChangedDiscussions = z.object({
  items: z.array(
    z.object({
      number: z.int(),
      refusal: z.string().nullable().describe("Why it stays as it is; null: it is changed."),
    }),
  ),
});
export type ChangedDiscussions = z.infer<typeof ChangedDiscussions>;
