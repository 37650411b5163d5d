import { browseRepos, type Repository } from "@/server/hub";
import type { RepoKind } from "@/server/hub/contract";
import { DomainError } from "@/server/kernel";
import { respondJson } from "../respond";
import { all, type Call, isTrue, limitIn, nextLink } from "./call";
import { assertExpandable, isCostly, pick, readFields, rowFields } from "./show-repo";

type Browse = Parameters<typeof browseRepos>[1];

const SORTS: ReadonlyMap<string | null, Browse["sort"]> = new Map([
  ["lastModified", "updated"],
  ["createdAt", "created"],
  ["downloads", "downloads"],
  ["likes", "likes"],
  ["trendingScore", "trending"],
]);
const MAX_LIMIT = 1_000;
/** Items of a page whose fields are read from git. */
const MAX_COSTLY = 100;
const AT_ONCE = 8;

/** `GET /api/{kind}`: every filter must fit. */
export const listOf =
  (kind: RepoKind) =>
  async (call: Call): Promise<void> => {
    const { query } = call;
    const expand = all(query, "expand");
    assertExpandable(kind, expand);
    const asked = askedOf(kind, query);
    const { items, nextCursor } = asked ? await browseRepos(call.ctx, asked) : { items: [], nextCursor: null };
    const body: unknown[] = [];
    for (let start = 0; start < items.length; start += AT_ONCE) {
      body.push(...(await Promise.all(items.slice(start, start + AT_ONCE).map((repo) => itemOf(call, repo)))));
    }
    respondJson(call, { status: 200, body, headers: nextLink(call, nextCursor) });
  };

/** `null` when nothing can fit. */
function askedOf(kind: RepoKind, query: URLSearchParams): Browse | null {
  const task = query.get("pipeline_tag");
  const apps = all(query, "apps").flatMap(parts);
  const formats = apps.map((app) => FORMAT_OF_APP.get(app.toLowerCase()));
  // No model is served by somebody else.
  const asksElsewhere = query.has("inference") || all(query, "inference_provider").length > 0;
  if (asksElsewhere || formats.includes(undefined)) return null;
  const isHeavy = isCostly(all(query, "expand")) || isTrue(query.get("full")) || isTrue(query.get("config"));
  const most = isHeavy ? MAX_COSTLY : MAX_LIMIT;
  return {
    kind,
    search: all(query, "search").filter((text) => text !== ""),
    author: query.get("author") ?? undefined,
    ...(query.has("gated") && { isGated: isTrue(query.get("gated")) }),
    words: [...all(query, "filter").flatMap(parts), ...(task ? [task] : []), ...formats.flatMap((one) => one ?? [])],
    parameters: parametersOf(query.get("num_parameters")),
    uses: [
      ...all(query, "models")
        .flatMap(parts)
        .map((target) => ({ kind: "model", target }) as const),
      ...all(query, "datasets")
        .flatMap(parts)
        .map((target) => ({ kind: "dataset", target }) as const),
    ],
    sort: SORTS.get(query.get("sort")) ?? "trending",
    limit: limitIn(query, { most }),
    cursor: query.get("cursor") ?? undefined,
  };
}

const parts = (text: string): string[] => text.split(",").filter(Boolean);

/** What a local program opens. */
const FORMAT_OF_APP: ReadonlyMap<string, string> = new Map([
  ...["llama.cpp", "ollama", "lmstudio", "lm-studio", "jan", "koboldcpp", "gpt4all", "msty", "llamafile"].map(
    (app) => [app, "gguf"] as const,
  ),
  ...["vllm", "sglang", "tgi", "text-generation-inference"].map((app) => [app, "safetensors"] as const),
  ...(["mlx-lm", "mlx"] as const).map((app) => [app, "mlx"] as const),
]);

const SIZES: Readonly<Record<string, number>> = { "": 1, K: 1e3, M: 1e6, B: 1e9, T: 1e12 };

/** `min:6B,max:128B`. Throws `invalid` for another form. */
function parametersOf(text: string | null): Browse["parameters"] {
  if (text === null || text === "") return undefined;
  const bounds: { min?: number; max?: number } = {};
  for (const part of text.split(",")) {
    const [, end, number, unit = ""] = /^(min|max):(\d+(?:\.\d+)?)([KMBT]?)$/i.exec(part.trim()) ?? [];
    const size = SIZES[unit.toUpperCase()];
    if (end === undefined || size === undefined) {
      throw new DomainError("invalid", '"num_parameters" has the form min:6B,max:128B');
    }
    bounds[end.toLowerCase() === "min" ? "min" : "max"] = Math.min(
      Number.MAX_SAFE_INTEGER,
      Math.round(Number(number) * size),
    );
  }
  return bounds;
}

async function itemOf({ ctx, query }: Call, repo: Repository): Promise<Record<string, unknown>> {
  const expand = all(query, "expand");
  const fields = rowFields(ctx, repo);
  const isFull = isTrue(query.get("full"));
  const wanted = [
    ...expand,
    ...(isFull ? ["siblings"] : []),
    ...(isTrue(query.get("config")) && repo.kind === "model" ? ["config"] : []),
  ].filter((field) => isCostly([field]));
  const { headCommit: commit } = repo;
  const read =
    wanted.length === 0 || commit === null ? {} : await readFields({ ctx, repo, commit, withBlobs: false }, wanted);
  if (expand.length > 0) return pick({ ...fields, ...read }, ["_id", "id", ...expand]);
  const { cardData, ...plain } = fields;
  return { ...plain, ...read, ...((isFull || isTrue(query.get("cardData"))) && { cardData }) };
}
