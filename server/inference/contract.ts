import { z } from "zod";
import { Money, PageInput, pageOf, Text } from "@/server/kernel/contract";

export const DEPLOYMENT_STATUSES = ["pending", "starting", "running", "stopping", "stopped", "failed"] as const;
export const DeploymentStatus = z.enum(DEPLOYMENT_STATUSES);
export type DeploymentStatus = z.infer<typeof DeploymentStatus>;

/** Reasons of this context, beside the failure codes of the compute backend. */
export const INFERENCE_REASONS = [
  "model_deleted",
  "model_not_readable",
  "owner_deleted",
  "pack_missing",
  "unsupported_format",
  "file_not_found",
  "file_incomplete",
  "unknown_framework",
  "bad_params",
  "already_stopped",
  "weights_unavailable",
] as const;
export type InferenceReason = (typeof INFERENCE_REASONS)[number];

declare module "@/server/kernel/errors" {
  interface Reasons {
    readonly inference: InferenceReason;
  }
}

export const DeploymentReason = z.object({
  code: z.string().describe("One word for programs, such as `host_oom` or `model_deleted`."),
  message: z.string().describe("For people."),
});
export type DeploymentReason = z.infer<typeof DeploymentReason>;

/** Where a replica answers, on the platform's own network; never shown. */
export interface Endpoint {
  readonly replica: number;
  readonly address: string;
}

export const DeploymentId = z.uuid();
const ModelName = Text.max(200)
  .regex(/^[^/\s]+\/[^/\s]+$/, "owner/name")
  .describe("The model as `owner/name`.");
const OwnerName = Text.min(1).max(96).describe("User or organisation that owns and pays; the caller when absent.");
const Revision = Text.min(1).max(200);
const Params = z.record(z.string().max(64), z.unknown()).describe("Settings of the framework, as listed by it.");
const Replicas = z.int().min(0).max(16);

const Price = z.object({ perMinute: Money, perHour: Money, currency: z.string() });

export const Deployment = z.object({
  id: DeploymentId,
  model: z.string().describe("`owner/name`, as the model is called now."),
  repoId: z.uuid(),
  owner: z.string(),
  revision: z.string().describe("Branch, tag or commit as it was asked for."),
  commit: z.string().describe("The commit that runs, whatever happens to the branch."),
  file: z.string(),
  quantization: z.string().nullable().describe("Such as Q4_K_M, as the file's name says."),
  framework: z.string(),
  params: z.record(z.string(), z.unknown()),
  replicas: z.int().describe("How many are wanted."),
  runningReplicas: z.int(),
  shared: z.boolean().describe("Whether everybody who is signed in may call it."),
  status: DeploymentStatus,
  reason: DeploymentReason.nullable().describe("Why it does not run, or not yet."),
  price: Price.nullable().describe("Of all wanted replicas while they run; null until somebody sets a price."),
  createdAt: z.date(),
  updatedAt: z.date(),
});
export type Deployment = z.infer<typeof Deployment>;

/** One deployment with what its own page tells beside. */
export const DeploymentDetails = Deployment.extend({
  creator: z.string().nullable().describe("Who made it; null when that account is gone."),
  formerModel: z.string().nullable().describe("What the model was called before it was renamed."),
  memoryBytes: z.int().describe("Most that one replica may take."),
  obstacle: DeploymentReason.nullable().describe("What keeps it from running, whether it runs at the moment or not."),
  charged: z.object({ minutes: z.int(), cost: Money }).describe("For its running time so far."),
  can: z.object({ manage: z.boolean(), share: z.boolean() }).describe("What the caller may do."),
});
export type DeploymentDetails = z.infer<typeof DeploymentDetails>;

export const DeployModelInput = z.strictObject({
  model: ModelName,
  owner: OwnerName.optional(),
  revision: Revision.optional().describe("Default: the default branch. Pinned to its commit."),
  file: Text.min(1)
    .max(1_000)
    .optional()
    .describe("Which file, where there are several; of a split one the first part."),
  framework: Text.min(1).max(64).optional().describe("Default: the one that serves the file."),
  params: Params.optional(),
  replicas: Replicas.default(1),
  shared: z.boolean().default(false).describe("Callable by everybody who is signed in; platform administrators only."),
});
export type DeployModelInput = z.infer<typeof DeployModelInput>;

export const ListDeploymentsInput = PageInput.extend({
  owner: OwnerName.optional().describe("Only those of this user or organisation."),
  status: DeploymentStatus.optional(),
  model: ModelName.optional(),
});
export const DeploymentPage = pageOf(Deployment);

export const DeploymentInput = z.strictObject({ id: DeploymentId });

export const UpdateDeploymentInput = z.strictObject({
  id: DeploymentId,
  replicas: Replicas.optional().describe("0 stops it and keeps its logs."),
  params: Params.optional().describe("All settings; what is left out goes back to its default. Restarts it."),
  shared: z.boolean().optional(),
});

export const StreamDeploymentLogsInput = z.strictObject({
  id: DeploymentId,
  tail: z.int().min(0).max(10_000).default(200).describe("Newest lines to begin with."),
  follow: z.boolean().default(false).describe("Go on with new lines until the client leaves."),
  replica: z.int().min(0).max(15).optional(),
  attempt: z.int().min(1).optional(),
});

export const DownloadDeploymentLogsInput = StreamDeploymentLogsInput.pick({ id: true, replica: true, attempt: true });

/** One event of the log stream; its `id` resumes the stream when it is sent back as `Last-Event-ID`. */
export const DeploymentLogLine = z.object({
  time: z.date(),
  replica: z.int().nullable(),
  stream: z.enum(["stdout", "stderr", "platform"]),
  line: z.string(),
});
export type DeploymentLogLine = z.infer<typeof DeploymentLogLine>;

/** What has been read of a deployment's log. */
export const LogCursor = z.object({
  note: z.int(),
  after: z.array(z.object({ replica: z.int(), attempt: z.int(), offset: z.int() })).max(16),
});
export type LogCursor = z.infer<typeof LogCursor>;

export const ATTEMPT_OUTCOMES = ["starting", "running", "failed", "stopped"] as const;
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

export const DeploymentAttempt = z.object({
  replica: z.int().describe("0-based."),
  attempt: z.int().describe("1-based; every process is one."),
  outcome: z.enum(ATTEMPT_OUTCOMES),
  reason: DeploymentReason.nullable(),
  exitCode: z.int().nullable(),
  startedAt: z.date(),
  readyAt: z.date().nullable(),
  endedAt: z.date().nullable(),
});
export const ListDeploymentAttemptsInput = PageInput.extend({ id: DeploymentId });
export const DeploymentAttemptPage = pageOf(DeploymentAttempt);

const RuntimeHint = z.object({
  id: z.string(),
  title: z.string(),
  isInstalled: z.boolean(),
  isInstallable: z.boolean(),
});
export type RuntimeHint = z.infer<typeof RuntimeHint>;

export const Deployable = z.object({
  file: z.string(),
  quantization: z.string().nullable().describe("Such as Q4_K_M, as the file's name says."),
  sizeBytes: z.int().describe("Of all parts together."),
  parts: z.int(),
  isComplete: z.boolean().describe("False when a part of a split file is missing."),
  isDefault: z.boolean().describe("Taken when no file is named."),
});
export type Deployable = z.infer<typeof Deployable>;

export const ListDeployableInput = PageInput.extend({ model: ModelName, revision: Revision.optional() });
export const DeployablePage = pageOf(Deployable).extend({
  commit: z.string(),
  formats: z.array(z.string()).describe("Formats of the weights, whether anything serves them or not."),
  runtime: RuntimeHint.nullable().describe("The runtime pack that serves this model; null when there is none."),
  reason: z.string().nullable().describe("Why nothing can be deployed."),
});

export const EstimateFitInput = z.strictObject({
  model: ModelName,
  revision: Revision.optional(),
  file: Text.min(1).max(1_000).optional(),
  owner: OwnerName.optional(),
  context: z.int().min(64).max(16_777_216).optional().describe("Tokens of one request."),
  parallel: z.int().min(1).max(64).optional().describe("Requests at once."),
  threads: z.int().min(1).max(512).optional(),
  replicas: z.int().min(1).max(16).default(1),
  shared: z.boolean().default(false).describe("Only for the command line in the answer."),
});

export const FIT_VERDICTS = ["fits", "tight", "too_large"] as const;
export const FitEstimate = z.object({
  file: z.string(),
  commit: z.string(),
  framework: z.string(),
  context: z.int(),
  parallel: z.int(),
  weightsBytes: z.int(),
  cacheBytes: z.int().describe("Keys and values of all requests at once."),
  computeBytes: z.int().describe("Working memory of the runtime."),
  totalBytes: z.int().describe("Of one replica."),
  isExact: z.boolean().describe("False when the file's header could not be read."),
  host: z.object({ cores: z.number(), memoryBytes: z.int(), availableMemoryBytes: z.int() }),
  verdict: z.enum(FIT_VERDICTS),
  price: Price,
  runtime: RuntimeHint,
  curl: z.string().describe("The same as a command line."),
});
export type FitEstimate = z.infer<typeof FitEstimate>;

const FrameworkParam = z.looseObject({
  type: z.string().optional(),
  description: z.string().optional(),
  default: z.unknown().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
});
/** The part of JSON Schema from which a form is made. */
export const FrameworkParams = z.looseObject({ properties: z.record(z.string(), FrameworkParam) });
export type FrameworkParams = z.infer<typeof FrameworkParams>;

export const FrameworkInfo = z.object({
  id: z.string(),
  title: z.string(),
  format: z.string(),
  runtime: RuntimeHint.nullable(),
  params: FrameworkParams.describe("JSON Schema of its settings."),
});
export type FrameworkInfo = z.infer<typeof FrameworkInfo>;
export const ListFrameworksInput = PageInput;
export const FrameworkPage = pageOf(FrameworkInfo);
