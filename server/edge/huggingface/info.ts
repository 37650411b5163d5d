import { authorize } from "@/server/access";
import { authorizeContent, resourceOf } from "@/server/hub";
import { respondJson } from "../respond";
import { all, decoded, isTrue, type RepoCall, repoOf } from "./call";
import { infoOf } from "./show-repo";

/** `GET /api/{kind}/{id}` and `…/revision/{revision}` */
export async function getInfo(call: RepoCall): Promise<void> {
  const { ctx, query, rest } = call;
  const repo = await repoOf(call);
  const revision = rest === "" ? `refs/heads/${repo.defaultBranch}` : decoded(rest);
  const body = await infoOf(ctx, repo, {
    revision,
    expand: all(query, "expand"),
    withBlobs: isTrue(query.get("blobs")),
    withScan: isTrue(query.get("securityStatus")),
  });
  respondJson(call, { status: 200, body });
}

/** `GET …/auth-check[/write]` */
export async function getAuthCheck(call: RepoCall): Promise<void> {
  const repo = await repoOf(call);
  if (call.rest === "write") await authorize(call.ctx, "repo.write", resourceOf(repo));
  else await authorizeContent(call.ctx, repo);
  call.response.writeHead(200, { "content-length": 0 }).end();
}
