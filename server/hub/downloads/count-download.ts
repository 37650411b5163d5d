import { createHash } from "node:crypto";
import { atomically, type Ctx, userIdOf } from "@/server/kernel";
import type { RepoKind } from "../contract/repo";
import { splitOf } from "../formats/gguf";
import type { Repository } from "../repositories/repository";
import { addToTrend } from "../repositories/store";
import { trendAt } from "../search/trend";
import { putRecentDownload } from "./store";

/** What a program fetches once when it takes a model into use, by its library; the first line is for all others. */
const QUERY_FILES: ReadonlyMap<string, RegExp> = new Map([
  ["", /^(?:config|model_index|adapter_config|params)\.json$|^(?:config|hyperparams|meta)\.yaml$|\.gguf$/i],
  ["diffusers", /^model_index\.json$/],
  ["peft", /^adapter_config\.json$/],
  ["adapter-transformers", /^adapter_config\.json$/],
  ["gguf", /\.gguf$|^config\.json$/i],
  ["llama.cpp", /\.gguf$|^config\.json$/i],
  ["keras", /^metadata\.json$/],
  ["tf-keras", /^saved_model\.pb$/],
  ["nemo", /\.nemo$|^model_config\.yaml$/i],
  ["onnx", /\.onnx$|^config\.json$/i],
  ["timm", /^(?:config\.json|pytorch_model\.bin|model\.safetensors)$/],
  ["open_clip", /^open_clip_(?:config\.json|pytorch_model\.bin|model\.safetensors)$/],
  ["fasttext", /\.bin$/i],
  ["flair", /^pytorch_model\.bin$/],
  ["sklearn", /^(?:sklearn_model|model)\.(?:joblib|pkl)$|^config\.json$/],
  ["spacy", /-any-py3-none-any\.whl$/],
  ["speechbrain", /^hyperparams\.yaml$/],
  ["stable-baselines3", /\.zip$/i],
  ["ultralytics", /\.pt$/i],
]);
const DATA = /\.(?:parquet|csv|tsv|jsonl?|arrow|tar|zip|txt)(?:\.gz|\.zst)?$/i;

interface Facts {
  readonly kind: RepoKind;
  readonly library: string | null;
}

/** Whether fetching this file counts (hub-protocols §3.4); of a file that was split, only the first part does. */
export function isDownload({ kind, library }: Facts, path: string): boolean {
  if ((splitOf(path)?.number ?? 1) !== 1) return false;
  switch (kind) {
    case "model":
      return (QUERY_FILES.get(library ?? "") ?? QUERY_FILES.get(""))?.test(path) ?? false;
    case "dataset":
      return DATA.test(path);
    case "space":
    case "code":
      return false;
  }
}

const WINDOW_MS = 5 * 60_000;

/** One more download, which also makes the repository trend; the same caller counts once in five minutes. */
export const countDownload = (ctx: Ctx, { id }: Pick<Repository, "id">): Promise<void> =>
  atomically(ctx, async (ctx) => {
    const now = ctx.now();
    const download = { repoId: id, caller: callerOf(ctx, now), before: new Date(now.getTime() - WINDOW_MS) };
    if (await putRecentDownload(ctx, download)) await addToTrend(ctx, id, { trend: trendAt(now), downloads: 1 });
  });

/** Who asks, told apart for a day and never found out again: an account, or an address. */
function callerOf({ actor, clientAddress }: Ctx, now: Date): string {
  const who = userIdOf(actor) ?? clientAddress ?? "";
  return createHash("sha256")
    .update(`${now.toISOString().slice(0, 10)} ${who}`)
    .digest("base64url")
    .slice(0, 22);
}
