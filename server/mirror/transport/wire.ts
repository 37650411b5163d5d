import { z } from "zod";

/** Answers of the Git LFS API, version 2.3, as another hub gives them: https://github.com/git-lfs/git-lfs/tree/main/docs/api */
export const MEDIA_TYPE = "application/vnd.git-lfs+json";

const Action = z.object({
  href: z.string().max(16_384),
  header: z.record(z.string(), z.union([z.string(), z.number()]).transform(String)).nullish(),
});
export type Action = z.infer<typeof Action>;

const AnsweredObject = z.object({
  oid: z.string(),
  /** The links work as they are: no credential goes with them. */
  authenticated: z.boolean().nullish(),
  actions: z.object({ download: Action.nullish(), upload: Action.nullish(), verify: Action.nullish() }).nullish(),
  error: z.object({ code: z.int().nullish(), message: z.string().nullish() }).nullish(),
});
export type AnsweredObject = z.infer<typeof AnsweredObject>;

export const BatchAnswer = z.object({
  transfer: z.string().nullish(),
  hash_algo: z.string().nullish(),
  objects: z.array(AnsweredObject).max(1_000),
});
