import { countCommits, listCommits, listRefs, resolveRevision, splitRevisionPath } from "@/server/git";
import { addBranch, addTag, dropBranch, dropTag } from "@/server/hub";
import { hubOperations } from "@/server/hub/operations";
import { readBody } from "../read-body";
import { respondJson } from "../respond";
import { addressIn, all, decoded, isTrue, limitIn, type RepoCall, repoOf } from "./call";
import { BranchBody, isSet, SquashBody, TagBody } from "./wire";

const MAX_COMMITS = 100;
/** Git counts commits to skip in 31 bits. */
const MAX_PAGE = 10_000_000;

export async function getRefs(call: RepoCall): Promise<void> {
  const repo = await repoOf(call);
  const withPulls = isTrue(call.query.get("include_prs"));
  const refs = await listRefs(call.ctx, repo.id, ["branch", "convert", "tag", ...(withPulls ? ["pull" as const] : [])]);
  const of = (wanted: string) =>
    refs.filter(({ kind }) => kind === wanted).map(({ name, ref, commit }) => ({ name, ref, targetCommit: commit }));
  const pulls = withPulls ? { pullRequests: of("pull") } : {};
  respondJson(call, {
    status: 200,
    body: { branches: of("branch"), converts: of("convert"), tags: of("tag"), ...pulls },
  });
}

export async function getCommits(call: RepoCall): Promise<void> {
  const { ctx, query, path: address } = call;
  const repo = await repoOf(call);
  const { commit, path } = await splitRevisionPath(ctx, repo.id, call.rest);
  const page = Math.min(MAX_PAGE, Math.max(0, Math.trunc(Number(query.get("p")) || 0)));
  const limit = limitIn(query, { most: MAX_COMMITS, usual: 50 });
  const where = { commit, path: path === "" ? undefined : path };
  const { items, hasMore } = await listCommits(ctx, repo.id, { ...where, skip: page * limit, limit });
  const total = await countCommits(ctx, repo.id, where);
  const isFormatted = all(query, "expand").includes("formatted");
  const next = new URLSearchParams(query);
  next.set("p", String(page + 1));
  const link = hasMore ? { link: `<${ctx.site.origin}${address}?${next}>; rel="next"` } : {};
  const body = items.map(({ id, title, body: message, author }) => ({
    id,
    title,
    message: message.trim(),
    date: author.date,
    authors: [{ user: author.name, avatar: "" }],
    ...(isFormatted && { formatted: { title, message: message.trim() } }),
  }));
  const count = total === null ? {} : { "x-total-count": String(total) };
  respondJson(call, { status: 200, body, headers: { ...count, ...link } });
}

export async function postBranch(call: RepoCall): Promise<void> {
  const { ctx } = call;
  const repo = await repoOf(call);
  const { startingPoint, emptyBranch, overwrite } = await readBody(call, BranchBody);
  const start = startingPoint ?? `refs/heads/${repo.defaultBranch}`;
  const commit = isSet(emptyBranch ?? undefined) ? null : (await resolveRevision(ctx, repo.id, start)).commit;
  await addBranch(ctx, repo, { branch: decoded(call.rest), commit, overwrite: isSet(overwrite ?? undefined) });
  respondJson(call, { status: 200, body: {} });
}

export async function deleteBranch(call: RepoCall): Promise<void> {
  await dropBranch(call.ctx, await repoOf(call), decoded(call.rest));
  respondJson(call, { status: 200, body: {} });
}

export async function postTag(call: RepoCall): Promise<void> {
  const { ctx } = call;
  const repo = await repoOf(call);
  const { tag, message } = await readBody(call, TagBody);
  const { commit } = await resolveRevision(ctx, repo.id, decoded(call.rest));
  await addTag(ctx, repo, { tag, commit, message: message ?? undefined });
  respondJson(call, { status: 200, body: {} });
}

export async function deleteTag(call: RepoCall): Promise<void> {
  await dropTag(call.ctx, await repoOf(call), decoded(call.rest));
  respondJson(call, { status: 200, body: {} });
}

/** `POST …/super-squash/{branch}` */
export async function postSquash(call: RepoCall): Promise<void> {
  const address = await addressIn(call);
  const branch = decoded(call.rest);
  const { message } = await readBody(call, SquashBody);
  const asked = { ...address, branch, message: message ?? `Super-squash branch '${branch}'` };
  await hubOperations.squashHistory.run(call.ctx, asked);
  respondJson(call, { status: 200, body: {} });
}
