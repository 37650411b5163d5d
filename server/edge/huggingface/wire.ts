import { z } from "zod";
import { PutSpaceValueInput, UpdateSpaceRuntimeInput } from "@/server/spaces/contract";

/** What Hugging Face clients send. Unknown fields are ignored, as their servers do. */

const flag = z.union([z.boolean(), z.enum(["true", "True", "1", "false", "False", "0"])]);
export const isSet = (value: z.infer<typeof flag> | undefined): boolean =>
  value === true || (typeof value === "string" && /^(?:true|1)$/i.test(value));

const RepoType = z.enum(["model", "dataset", "space", "code"]).nullish();

export const RepoNameBody = z.object({
  name: z.string().min(1).max(200),
  organization: z.string().nullish(),
  type: RepoType,
});

const Runtime = UpdateSpaceRuntimeInput.shape;
const SleepSeconds = Runtime.sleepSeconds.unwrap();
export const SpaceHardwareBody = z.object({
  flavor: Runtime.hardware.unwrap(),
  sleepTimeSeconds: SleepSeconds.nullish(),
});
export const SpaceSleepBody = z.object({ seconds: SleepSeconds });
export const SpaceDevModeBody = z.object({ enabled: z.boolean() });
export const SpaceStorageBody = z.object({ tier: Runtime.hardware.unwrap() });
export const SpaceVolumesBody = z.object({ volumes: Runtime.volumes.unwrap() });
export const SpaceKeyBody = z.object({ key: PutSpaceValueInput.shape.key });
export const SpaceValueBody = SpaceKeyBody.extend({
  value: PutSpaceValueInput.shape.value,
  description: z.string().max(1_000).nullish(),
});

/** What a space is to have from its first moment. */
const SpaceStart = z.object({
  hardware: Runtime.hardware.unwrap().nullish(),
  storageTier: Runtime.hardware.unwrap().nullish(),
  sleepTimeSeconds: SleepSeconds.nullish(),
  volumes: Runtime.volumes.unwrap().nullish(),
  secrets: z.array(SpaceValueBody).max(200).nullish(),
  variables: z.array(SpaceValueBody).max(200).nullish(),
});
export type SpaceStart = z.infer<typeof SpaceStart>;

export const CreateRepoBody = RepoNameBody.extend({
  private: flag.nullish(),
  visibility: z.enum(["public", "private", "protected", "internal"]).nullish(),
  license: z.string().max(64).nullish(),
  sdk: z.string().nullish(),
  ...SpaceStart.shape,
});

export const MoveRepoBody = z.object({
  fromRepo: z.string(),
  toRepo: z.string(),
  type: z.enum(["model", "dataset", "space", "code", "bucket"]).nullish(),
});

export const DuplicateBody = z.object({
  repository: z.string().max(200),
  visibility: z.enum(["public", "private", "internal"]).nullish(),
  private: flag.nullish(),
  ...SpaceStart.shape,
});

export const SettingsBody = z.object({
  private: flag.nullish(),
  visibility: z.enum(["public", "private", "internal"]).nullish(),
  description: z.string().max(500).nullish(),
  gated: z.union([z.literal(false), z.enum(["auto", "manual"])]).nullish(),
});

const Path = z.string().min(1).max(4_096);

export const PathsInfoBody = z.object({
  paths: z.union([z.string(), z.array(z.string()).max(1_000)]).default([]),
  expand: flag.optional(),
});

export const PreuploadBody = z.object({
  files: z.array(z.object({ path: Path, size: z.int().min(0), sample: z.string().max(2_000).optional() })).max(20_000),
  gitAttributes: z.string().max(1_000_000).optional(),
  gitIgnore: z.string().max(1_000_000).optional(),
});

export const CommitHeader = z.object({
  key: z.literal("header"),
  value: z.object({
    summary: z.string().max(10_000).default(""),
    description: z.string().max(60_000).nullish(),
    parentCommit: z.string().max(64).nullish(),
  }),
});

export const CommitLine = z.discriminatedUnion("key", [
  z.object({
    key: z.literal("file"),
    value: z.object({
      path: Path,
      content: z.string(),
      encoding: z.enum(["base64", "utf-8"]).default("utf-8"),
      oldPath: Path.nullish(),
    }),
  }),
  z.object({
    key: z.literal("lfsFile"),
    value: z.object({ path: Path, oid: z.string().regex(/^[0-9a-f]{64}$/), oldPath: Path.nullish() }),
  }),
  z.object({ key: z.literal("deletedFile"), value: z.object({ path: Path }) }),
  z.object({ key: z.literal("deletedFolder"), value: z.object({ path: Path }) }),
]);
export type CommitLine = z.infer<typeof CommitLine>;

export const BranchBody = z.object({
  startingPoint: z.string().nullish(),
  emptyBranch: flag.nullish(),
  overwrite: flag.nullish(),
});
export const TagBody = z.object({ tag: z.string().min(1).max(200), message: z.string().max(10_000).nullish() });
export const ValidateYamlBody = z.object({ content: z.string().max(5_000_000), repoType: RepoType });
export const SquashBody = z.object({ message: z.string().min(1).max(10_000).nullish() });

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export const DeleteLargeFilesBody = z.object({
  deletions: z.object({ sha: z.array(Sha256).max(1_000), rewriteHistory: z.boolean().default(true) }),
});
export const DuplicateFilesBody = z.object({
  target: z.object({ type: z.enum(["model", "dataset", "space", "code"]), name: z.string().max(200) }),
  files: z.array(z.object({ sha256: Sha256 })).max(1_000),
});

const Comment = z.string().trim().min(1).max(65_536);
export const NewDiscussionBody = z.object({
  title: z.string().trim().min(1).max(255),
  description: z.string().max(65_536).nullish(),
  pullRequest: z.boolean().default(false),
});
export const CommentBody = z.object({ comment: Comment, replyTo: z.string().max(40).nullish() });
export const TitleBody = z.object({ title: z.string().trim().min(1).max(255) });
export const StatusBody = z.object({ status: z.enum(["open", "closed"]), comment: z.string().max(65_536).nullish() });
export const MergeBody = z.object({ comment: z.string().max(65_536).nullish() }).nullish();
export const EditBody = z.object({ content: Comment });
