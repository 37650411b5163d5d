import { z } from "zod";

/** What the Hugging Face Hub API says of a repository when it is asked for these fields. */
export const FIELDS = ["private", "gated", "usedStorage"] as const;

export const InfoAnswer = z.object({
  id: z.string().regex(/^[A-Za-z0-9_][\w.-]{0,95}\/[A-Za-z0-9_][\w.-]{0,95}$/),
  private: z.boolean(),
  gated: z.union([z.boolean(), z.string()]).default(false),
  /** Bytes of all its files; absent: nobody knows, and it is not fetched. */
  usedStorage: z.int().min(0).optional(),
});
