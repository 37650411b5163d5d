import { z } from "zod";
import { Price, SetPriceInput } from "@/server/billing/contract";
import { JOB_STATES, PageInput, pageOf, Text } from "@/server/kernel/contract";

/** Reasons beside the codes of this context's errors. */
export const ADMIN_REASONS = ["job_running", "job_failed", "job_not_failed"] as const;
export type AdminReason = (typeof ADMIN_REASONS)[number];

declare module "@/server/kernel/errors" {
  interface Reasons {
    readonly admin: AdminReason;
  }
}

export const JobState = z.enum(JOB_STATES);
export type JobState = z.infer<typeof JobState>;

const JobId = z.string().regex(/^[1-9]\d{0,17}$/, "The number of a job");
const JobName = Text.min(1).max(100);

export const Job = z.object({
  id: z.string().describe("Its number in the queue."),
  name: z.string().describe("What is done, such as `inference.reconcileDeployment`."),
  state: JobState,
  payload: z.unknown().describe("Ids only: a job reads the present when it runs."),
  key: z.string().nullable().describe("At most one waiting job has a key."),
  queue: z.string().nullable().describe("Jobs of one queue run one after the other."),
  attempts: z.int(),
  maxAttempts: z.int(),
  lastError: z.string().nullable(),
  createdAt: z.date(),
  runAt: z.date().describe("Starts no earlier than this."),
  startedAt: z.date().nullable(),
  runner: z.string().nullable().describe("The worker that holds it."),
});
export type Job = z.infer<typeof Job>;

export const ListJobsInput = PageInput.extend({ state: JobState.optional(), name: JobName.optional() });
export type ListJobsInput = z.infer<typeof ListJobsInput>;
export const JobPage = pageOf(Job);
export const JobInput = z.strictObject({ id: JobId });

export const JobCounts = z.object({
  states: z.record(JobState, z.int()),
  names: z.array(z.object({ name: z.string(), count: z.int(), failed: z.int() })),
});
export type JobCounts = z.infer<typeof JobCounts>;

export const HEALTH_STATES = ["ok", "attention", "failing"] as const;
export const HealthPart = z.object({
  name: z.string().describe("Such as database, objects, git, worker."),
  status: z.enum(HEALTH_STATES).describe("`attention`: it works, and somebody has something to decide."),
  detail: z.string().nullable(),
});
export type HealthPart = z.infer<typeof HealthPart>;
export const Health = z.object({
  status: z.enum(HEALTH_STATES).describe("The worst of all parts."),
  parts: z.array(HealthPart),
  checkedAt: z.date(),
});
export type Health = z.infer<typeof Health>;

export const PRICE_STATES = ["scheduled", "current", "past"] as const;
export const PriceVersion = Price.extend({
  state: z.enum(PRICE_STATES).describe("`current`: it holds now for what it is for."),
  targetName: z.string().nullable().describe("`owner/name` of the model, or the instance type."),
});
export type PriceVersion = z.infer<typeof PriceVersion>;
export const ListPriceVersionsInput = PageInput;
export const PriceVersionPage = pageOf(PriceVersion);

export const PriceModelInput = SetPriceInput.omit({ target: true }).extend({
  meter: z.enum(["llm.input", "llm.output"]),
  model: Text.max(200)
    .regex(/^[^/\s]+\/[^/\s]+$/, "owner/name")
    .describe("The model as `owner/name`."),
});
