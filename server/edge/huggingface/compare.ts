import { diffCommits, inWalkTurn, openPatch, resolveRevision } from "@/server/git";
import { authorizeContent } from "@/server/hub";
import { DomainError } from "@/server/kernel";
import { respondJson, respondStream } from "../respond";
import { decoded, isTrue, type RepoCall, repoOf } from "./call";

/** `GET …/compare/{base}..{head}`, three dots meaning the same; `raw=true` answers with a unified diff. */
export async function getCompare(call: RepoCall): Promise<void> {
  const { ctx, query, response, signal } = call;
  const repo = await repoOf(call);
  await authorizeContent(ctx, repo);
  const [, base, head] = /^(.+?)\.{2,3}(.+)$/s.exec(decoded(call.rest)) ?? [];
  if (base === undefined || head === undefined) {
    throw new DomainError("invalid", "Name two revisions with two dots between them");
  }
  const [from, to] = await Promise.all([resolveRevision(ctx, repo.id, base), resolveRevision(ctx, repo.id, head)]);
  const range = { from: from.commit, to: to.commit };
  if (isTrue(query.get("raw"))) {
    const patch = await openPatch(ctx, repo.id, { ...range, signal });
    response.writeHead(200, { "content-type": "text/plain; charset=utf-8", "x-repo-commit": to.commit });
    return respondStream(call, patch);
  }
  const { files, isTruncated } = await inWalkTurn(ctx, () => diffCommits(ctx, repo.id, range));
  const body = {
    base: from.commit,
    head: to.commit,
    isTruncated,
    files: files.map(({ path, oldPath, change, additions, deletions, isBinary }) => ({
      path,
      ...(oldPath !== null && { oldPath }),
      status: change,
      additions,
      deletions,
      isBinary,
    })),
  };
  respondJson(call, { status: 200, body, headers: { "x-repo-commit": to.commit } });
}
