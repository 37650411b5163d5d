import { z } from "zod";
import { Text } from "@/server/kernel/contract";

/** Shapes of the Git LFS API, version 2.3: https://github.com/git-lfs/git-lfs/tree/main/docs/api */
export const MEDIA_TYPE = "application/vnd.git-lfs+json";

const Ref = z.object({ name: z.string() }).nullish();

export const BatchRequest = z.object({
  operation: z.enum(["upload", "download"]),
  objects: z.array(z.object({ oid: z.string().max(200), size: z.int() })).max(5_000),
  hash_algo: z.string().nullish(),
  transfers: z.array(z.string().max(100)).max(100).nullish(),
  ref: Ref,
  /** CSGHub's SDK alone sends it, `null` at first. */
  upload_id: z.string().max(200).nullish(),
});
export type BatchRequest = z.infer<typeof BatchRequest>;
export type BatchObject = BatchRequest["objects"][number];

export const VerifyRequest = z.object({ oid: z.string(), size: z.int() });

export const CompleteRequest = z.object({
  oid: z.string(),
  parts: z.array(z.object({ partNumber: z.int(), etag: z.string().max(200) })).max(10_000),
});

export const CreateLockRequest = z.object({ path: Text, ref: Ref });
export const UnlockRequest = z.object({ force: z.boolean().nullish(), ref: Ref });

const Limit = z.int().nullish();
export const VerifyLocksRequest = z.object({ cursor: z.string().nullish(), limit: Limit, ref: Ref });

export const ListLocksQuery = z.object({
  path: Text.optional(),
  id: z.string().optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().optional(),
});
