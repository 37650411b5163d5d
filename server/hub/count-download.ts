import type { Ctx } from "@/server/kernel";
import type { RepoKind } from "./contract/repo";
import { splitOf } from "./formats/gguf";
import type { Repository } from "./repository";
import { addToTrend } from "./store/repos";
import { trendAt } from "./trend";

/** What a program fetches once when it takes a repository into use: its configuration, or the file that is all of it. */
const FIRST_FILES: Readonly<Record<RepoKind, RegExp | null>> = {
  model: /^(?:config|model_index|adapter_config)\.json$|\.gguf$/i,
  dataset: /\.(?:parquet|csv|tsv|jsonl?|arrow|tar|zip|txt)(?:\.gz|\.zst)?$/i,
  space: null,
  code: null,
};

/** Whether fetching this file counts; of a file that was split, only the first part does. */
export function isDownload(kind: RepoKind, path: string): boolean {
  return (FIRST_FILES[kind]?.test(path) ?? false) && (splitOf(path)?.number ?? 1) === 1;
}

/** One more download, which also makes the repository trend. */
export const countDownload = (ctx: Ctx, { id }: Repository): Promise<void> =>
  addToTrend(ctx, id, { trend: trendAt(ctx.now()), downloads: 1 });
