import { z } from "zod";

/** What Hugging Face clients send about buckets. Unknown fields are ignored, as their servers do. */

export const BucketVisibilityBody = z.object({
  private: z.boolean().nullish(),
  visibility: z.enum(["public", "private", "internal"]).nullish(),
});

export const BucketPathsBody = z.object({ paths: z.array(z.string()).max(1_000) });

const Path = z.string().max(2_048);
const XetHash = z.string().regex(/^[0-9a-f]{64}$/);
/** Milliseconds since 1970, from the year 1 to 9999. */
const Moment = z.number().min(-62_135_596_800_000).max(253_402_300_799_999).nullish();

export const BatchLine = z.discriminatedUnion("type", [
  z.object({ type: z.literal("addFile"), path: Path, xetHash: XetHash, mtime: Moment }),
  z.object({
    type: z.literal("copyFile"),
    path: Path,
    xetHash: XetHash,
    mtime: Moment,
    sourceRepoType: z.enum(["model", "dataset", "space", "code", "bucket"]),
    sourceRepoId: z.string().max(200),
  }),
  z.object({ type: z.literal("deleteFile"), path: Path }),
]);
export type BatchLine = z.infer<typeof BatchLine>;
