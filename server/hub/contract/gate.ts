import { z } from "zod";
import { PageInput, pageOf, Text } from "@/server/kernel/contract";
import { GateMode } from "./gate-mode";
import { RepoAddress } from "./repo";

export const ACCESS_STATUSES = ["pending", "accepted", "rejected"] as const;
export const AccessStatus = z.enum(ACCESS_STATUSES);
export type AccessStatus = z.infer<typeof AccessStatus>;

export const GATE_FIELD_KINDS = ["text", "checkbox", "date", "country", "select"] as const;

export const GateField = z.object({
  name: z.string().describe("The question; also the key of its answer."),
  kind: z.enum(GATE_FIELD_KINDS),
  options: z.array(z.object({ value: z.string(), label: z.string() })).describe("Of a select."),
});
export type GateField = z.infer<typeof GateField>;

export const GateForm = z.object({
  heading: z.string().nullable(),
  prompt: z.string().nullable().describe("Markdown that is shown above the questions."),
  button: z.string().nullable(),
  fields: z.array(GateField),
});
export type GateForm = z.infer<typeof GateForm>;

export const Gate = z.object({
  mode: GateMode.nullable().describe("Null when the repository is not gated."),
  accessDays: z.int().nullable().describe("How long people are let in, in days; null: for good."),
  form: GateForm.describe(
    "From the front matter of README.md: `extra_gated_heading`, `_prompt`, `_fields`, `_button_content`.",
  ),
  hasAccess: z.boolean().describe("Whether the caller may read the files."),
  request: z
    .object({
      status: AccessStatus,
      reason: z.string().nullable(),
      requestedAt: z.date(),
      expiresAt: z.date().nullable(),
    })
    .nullable()
    .describe("What the caller asked for, and what came of it."),
});
export type Gate = z.infer<typeof Gate>;

export const Answers = z.record(Text.max(300), Text.max(2_000));
export const RequestAccessInput = RepoAddress.extend({
  answers: Answers.refine((answers) => Object.keys(answers).length <= 50, "At most 50 answers").default({}),
});

export const AccessRequest = z.object({
  id: z.uuid(),
  username: z.string(),
  displayName: z.string(),
  avatarUrl: z.string().nullable(),
  status: AccessStatus,
  answers: z.record(z.string(), z.string()),
  reason: z.string().nullable().describe("Why it was rejected."),
  handledBy: z.string().nullable().describe("Who decided; null for the gate itself."),
  requestedAt: z.date(),
  handledAt: z.date().nullable(),
  expiresAt: z.date().nullable(),
});
export type AccessRequest = z.infer<typeof AccessRequest>;

export const ListAccessRequestsInput = PageInput.extend({
  ...RepoAddress.shape,
  status: AccessStatus.default("pending"),
});
export const AccessRequestPage = pageOf(AccessRequest);

export const DecideAccessInput = RepoAddress.extend({
  username: Text.max(96).min(1),
  status: AccessStatus,
  reason: Text.max(500).optional().describe("Why it is rejected; the person reads it."),
});

export const ExportAccessRequestsInput = RepoAddress;
