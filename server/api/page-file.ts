import "server-only";
import type { z } from "zod";
import type { GetFileInput } from "@/server/hub/contract/content";
import { headerFormatOf } from "@/server/hub/contract/weights";
import { orNull, orRefusal, whenThereIsTime } from "./refusal";
import { api } from "./rsc";

type Where = z.infer<typeof GetFileInput>;

/** A file at a commit, what its header says and who changed it last; `file` is `null` when there is none. */
export async function fileOfPage(where: Where) {
  const [file, inside, history] = await Promise.all([
    orNull(api.hub.getFile(where)),
    headerOf(where),
    whenThereIsTime(api.hub.listCommits({ ...where, limit: 1 })),
  ]);
  return { file, inside, lastCommit: history?.items[0] ?? null };
}

/** What a model file says about itself, why that cannot be read, or `null` for a file that says nothing. */
async function headerOf(where: Where) {
  if (headerFormatOf(where.path) === null) return null;
  const outcome = await orRefusal(Promise.all([api.hub.getFileHeader(where), api.hub.listTensors(where)]));
  if ("refusal" in outcome) return { problem: outcome.refusal.message };
  const [header, tensors] = outcome.value;
  return { header, tensors, problem: null };
}
