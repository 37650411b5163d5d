import { authorize } from "@/server/access";
import { browseRepos, type Repository, resourceOf } from "@/server/hub";
import type { RepoKind } from "@/server/hub/contract";
import { respondJson } from "../respond";
import { all, type Call, decoded, isTrue, nextLink, type RepoCall, repoOf } from "./call";
import { assertExpandable, infoOf, pick, rowFields, siblingsOf } from "./show-repo";

/** `GET /api/{kind}/{id}` and `…/revision/{revision}` */
export async function getInfo(call: RepoCall): Promise<void> {
  const { ctx, query, rest } = call;
  const repo = await repoOf(call);
  const revision = rest === "" ? `refs/heads/${repo.defaultBranch}` : decoded(rest);
  const body = await infoOf(ctx, repo, {
    revision,
    expand: all(query, "expand"),
    withBlobs: isTrue(query.get("blobs")),
  });
  respondJson(call, { status: 200, body });
}

/** `GET …/auth-check[/write]` */
export async function getAuthCheck(call: RepoCall): Promise<void> {
  const repo = await repoOf(call);
  await authorize(call.ctx, call.rest === "write" ? "repo.write" : "repo.read", resourceOf(repo));
  call.response.writeHead(200, { "content-length": 0 }).end();
}

const SORTS: ReadonlyMap<string | null, Parameters<typeof browseRepos>[1]["sort"]> = new Map([
  ["lastModified", "updated"],
  ["createdAt", "created"],
  ["downloads", "downloads"],
  ["likes", "likes"],
  ["trendingScore", "trending"],
]);
const MAX_LIMIT = 1_000;

/** `GET /api/{kind}`: every filter must fit. */
export const listOf =
  (kind: RepoKind) =>
  async (call: Call): Promise<void> => {
    const { query } = call;
    assertExpandable(kind, all(query, "expand"));
    const { items, nextCursor } = await browseRepos(call.ctx, askedOf(kind, query));
    // Nothing is gated here yet.
    const shown = isTrue(query.get("gated")) ? [] : items;
    const body = await Promise.all(shown.map((repo) => itemOf(call, repo)));
    respondJson(call, { status: 200, body, headers: nextLink(call, nextCursor) });
  };

function askedOf(kind: RepoKind, query: URLSearchParams): Parameters<typeof browseRepos>[1] {
  const task = query.get("pipeline_tag");
  return {
    kind,
    search: all(query, "search").filter((text) => text !== ""),
    author: query.get("author") ?? undefined,
    words: [...all(query, "filter"), ...(task ? [task] : [])].flatMap((word) => word.split(",")).filter(Boolean),
    sort: SORTS.get(query.get("sort")) ?? "trending",
    limit: Math.min(MAX_LIMIT, Math.max(1, Math.trunc(Number(query.get("limit")) || MAX_LIMIT))),
    cursor: query.get("cursor") ?? undefined,
  };
}

async function itemOf({ ctx, query }: Call, repo: Repository): Promise<Record<string, unknown>> {
  const expand = all(query, "expand");
  const fields = rowFields(ctx, repo);
  if (expand.length > 0) return pick(fields, ["_id", "id", ...expand]);
  const isFull = isTrue(query.get("full"));
  const { cardData, ...plain } = fields;
  const siblings =
    isFull && repo.headCommit !== null
      ? { siblings: await siblingsOf(ctx, repo, { commit: repo.headCommit, withBlobs: false }) }
      : {};
  return { ...plain, ...siblings, ...((isFull || isTrue(query.get("cardData"))) && { cardData }) };
}
