import { z } from "zod";
import type { RepoKind } from "@/server/hub/contract";

/** Of what the Hugging Face Hub API tells of a repository; it refuses to be asked for a field that the kind has not got. */
export const fieldsOf = (kind: RepoKind): readonly string[] =>
  kind === "space" ? ["private", "usedStorage"] : ["private", "gated", "usedStorage"];

export const InfoAnswer = z.object({
  id: z.string().regex(/^[A-Za-z0-9_][\w.-]{0,95}\/[A-Za-z0-9_][\w.-]{0,95}$/),
  private: z.boolean(),
  gated: z.union([z.boolean(), z.string()]).default(false),
  /** Bytes of all its files; absent: nobody knows, and it is not fetched. */
  usedStorage: z.int().min(0).optional(),
});
