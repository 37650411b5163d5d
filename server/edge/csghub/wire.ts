import { z } from "zod";

/** What the CSGHub SDK sends. Unknown fields are ignored, as its own server does. */

const Branch = z.string().min(1).max(200);
const Message = z.string().max(10_000).default("");

/** In lines of 76 characters when Python's `base64.encode` wrote it. */
const WrappedBase64 = z
  .string()
  .transform((text) => text.replaceAll("\n", ""))
  .pipe(z.base64());

export const CreateBody = z.object({
  name: z.string().min(1).max(200),
  namespace: z.string().max(96).optional(),
  private: z.boolean().default(false),
  license: z.string().max(64).optional(),
  description: z.string().max(500).optional(),
  sdk: z.string().max(32).optional(),
});

/** A file that is written on a branch; `new_branch` is made when it is not there. */
export const RawBody = z.object({
  message: Message,
  branch: Branch.optional(),
  new_branch: Branch.optional(),
  content: z.base64().max(1_400_000),
});

export const PreuploadBody = z.object({
  files: z.array(z.object({ path: z.string().min(1).max(4_096), size: z.int().min(0) })).max(1_000),
});

export const CommitBody = z.object({
  message: Message,
  files: z
    .array(
      z.object({
        path: z.string().min(1).max(4_096),
        action: z.enum(["create", "update", "delete"]),
        content: WrappedBase64.default(""),
      }),
    )
    .min(1)
    .max(1_000),
});

export const UploadFields = z.object({
  file_path: z.string().min(1).max(4_096),
  branch: Branch.default("main"),
  message: Message,
});
