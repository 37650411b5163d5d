import { z } from "zod";
import { Text } from "@/server/kernel/contract";

declare module "@/server/kernel/errors" {
  interface Reasons {
    readonly spaces: "too_many_keys";
  }
}

/** Stages that a space can be told to be in. Nothing runs it yet, so all of them wait in the first. */
export const SPACE_STAGES = ["PAUSED"] as const;
/** What a space sleeps after when nobody said otherwise, in seconds: two days. */
const DEFAULT_SLEEP_SECONDS = 172_800;

export const SpaceAddress = z.strictObject({
  namespace: Text.max(96).min(1).describe("User or organisation that owns it; case does not matter."),
  name: Text.max(96).min(1).describe("Its name; case does not matter."),
});

/** The name of an environment variable. */
const Key = z
  .string()
  .max(200)
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "Letters, digits and underscores, no digit first");
const Value = Text.max(65_536);
const Description = Text.max(1_000);
const Flavor = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "Lower-case letters, digits and dashes");

export const SpaceVolume = z.object({
  type: z.enum(["bucket", "model", "dataset", "space"]),
  source: Text.max(300).min(1).describe("`namespace/name`."),
  mountPath: z
    .string()
    .max(300)
    .regex(/^(?!.*\/\.\.?(?:\/|$))\/[\w./-]*$/, "An absolute path without dots in it"),
  revision: Text.max(200).optional(),
  readOnly: z.boolean().optional(),
  path: Text.max(1_000).optional(),
});
export type SpaceVolume = z.infer<typeof SpaceVolume>;

export const SpaceRuntime = z.object({
  stage: z.enum(SPACE_STAGES),
  hardware: z.string().describe("What it asks for."),
  storage: z.string().nullable(),
  sleepSeconds: z.int(),
  hasDevMode: z.boolean(),
  volumes: z.array(SpaceVolume),
});
export type SpaceRuntime = z.infer<typeof SpaceRuntime>;

export const NEW_RUNTIME: SpaceRuntime = {
  stage: "PAUSED",
  hardware: "cpu-basic",
  storage: null,
  sleepSeconds: DEFAULT_SLEEP_SECONDS,
  hasDevMode: false,
  volumes: [],
};

export const UpdateSpaceRuntimeInput = SpaceAddress.extend({
  hardware: Flavor.optional(),
  storage: Flavor.nullable().optional(),
  sleepSeconds: z.int().min(-1).max(31_536_000).optional().describe("-1: never."),
  hasDevMode: z.boolean().optional(),
  volumes: z.array(SpaceVolume).max(50).optional(),
});

export const SpaceKeyInput = SpaceAddress.extend({ key: Key });
export const PutSpaceValueInput = SpaceKeyInput.extend({ value: Value, description: Description.default("") });

export const SpaceSecret = z.object({ key: z.string(), description: z.string(), updatedAt: z.date() });
export const SpaceVariable = SpaceSecret.extend({ value: z.string() });
export const SpaceSecrets = z.object({ items: z.array(SpaceSecret), nextCursor: z.null() });
export const SpaceVariables = z.object({ items: z.array(SpaceVariable), nextCursor: z.null() });
