import { allows } from "@/server/access";
import { findXetHashes, signXetToken, type XetToken } from "@/server/content";
import { splitRevisionPath } from "@/server/git";
import { authorizeContent, countDownload, type Repository, reachesUnsafe, resourceOf } from "@/server/hub";
import { shelfOf } from "@/server/hub/contract";
import { userIdOf } from "@/server/kernel";
import { headerOf } from "../exchange";
import { respondJson } from "../respond";
import { casUrlOf, respondXetToken } from "../xet/token";
import { isTrue, type RepoCall, repoOf } from "./call";
import { writableHead, writableRepo } from "./commit";

/** `GET …/xet-read-token/{revision}` */
export async function getXetReadToken(call: RepoCall): Promise<void> {
  const repo = await repoOf(call);
  await authorizeContent(call.ctx, repo);
  if (call.rest !== "") await splitRevisionPath(call.ctx, repo.id, call.rest);
  // Files come from the content store then, past every file of the repository: the client says what it does.
  if (headerOf(call.request, "x-hf-download-counter") === "1") await countDownload(call.ctx, repo);
  answer(call, repo, { xet: "read", reachesUnsafe: await reachesUnsafe(call.ctx, repo), proposerId: null });
}

/** `GET …/xet-write-token/{revision}`; for a new pull request the revision may be any word. */
export async function getXetWriteToken(call: RepoCall): Promise<void> {
  const repo = await writableRepo(call);
  await authorizeContent(call.ctx, repo); // who may write chunks may read them
  if (!isTrue(call.query.get("create_pr"))) await writableHead(call, repo);
  // Who only proposes is not told what the owner's other repositories hold.
  const isWriter = await allows(call.ctx, "repo.write", resourceOf(repo));
  const proposerId = isWriter ? null : userIdOf(call.ctx.actor);
  const unsafe = isWriter && (await reachesUnsafe(call.ctx, repo));
  const scope = { xet: "write", reachesUnsafe: unsafe, proposerId } as const;
  answer(call, isWriter ? repo : { ...repo, ownerId: repo.id }, scope);
}

const answer = (
  call: RepoCall,
  { id, ownerId }: Repository,
  scope: Pick<XetToken, "xet" | "reachesUnsafe" | "proposerId">,
) => respondXetToken(call, signXetToken(call.ctx, { ...scope, repoId: id, ownerId, userId: userIdOf(call.ctx.actor) }));

export interface XetPlace {
  readonly repo: Repository;
  readonly commit: string;
  readonly oid: string;
}

/** What tells a client that a file may be read as a Xet file, and where; `null` when it may not. */
export async function xetHeaders({ ctx }: RepoCall, { repo, commit, oid }: XetPlace) {
  const hash = (await findXetHashes(ctx, { repoId: repo.id, oids: [oid] })).get(oid);
  if (hash === undefined) return null;
  const token = `${ctx.site.origin}/api/${shelfOf(repo.kind)}/${repo.namespace}/${repo.name}/xet-read-token/${commit}`;
  const reconstruction = `${casUrlOf(ctx)}/v1/reconstructions/${hash}`;
  return {
    "x-xet-hash": hash,
    "x-xet-refresh-route": token,
    link: `<${token}>; rel="xet-auth", <${reconstruction}>; rel="xet-reconstruction-info"`,
  };
}

const FILE_INFO = "application/vnd.xet-fileinfo+json";

/** How JavaScript clients ask for a Xet file's address instead of its bytes. */
export const wantsFileInfo = ({ request }: RepoCall, headers: FileInfo["headers"]): boolean =>
  "x-xet-hash" in headers && (headerOf(request, "accept") ?? "").includes(FILE_INFO);

interface FileInfo {
  readonly headers: Readonly<Record<string, string | number>>;
  readonly size: number;
  readonly etag: string;
}

export function respondFileInfo(call: RepoCall, { headers: given, size, etag }: FileInfo): void {
  const { "content-disposition": _, ...headers } = given;
  const links = [...String(headers.link).matchAll(/<([^>]+)>/g)].map(([, url]) => url);
  const [refreshUrl, reconstructionUrl] = links;
  const body = {
    hash: headers["x-xet-hash"],
    refreshUrl,
    reconstructionUrl,
    etag: `"${etag}"`,
    size,
    fileType: "file",
  };
  respondJson(call, { status: 200, body, headers: { ...headers, etag: `"${etag}"`, "content-type": FILE_INFO } });
}
