import { findXetHashes } from "@/server/content";
import { lastCommits, listTree, splitRevisionPath, statPaths, type TreeEntry } from "@/server/git";
import { scansOf } from "@/server/hub";
import { readBody } from "../read-body";
import { respondJson } from "../respond";
import { type Call, isTrue, nextLink, type RepoCall, repoOf } from "./call";
import { fileStatusOf } from "./scan";
import { isSet, PathsInfoBody } from "./wire";

const PAGE = 1_000;
const EXPANDED_PAGE = 100;
/** A path is what somebody typed: with this before it, its cursor can never pass for anything else that we sealed. */
const CURSOR = "tree after ";

const pathIn = (cursor: string | null) => (cursor?.startsWith(CURSOR) ? cursor.slice(CURSOR.length) : undefined);

/** `GET …/tree/{revision}[/{path}]` */
export async function getTree(call: RepoCall): Promise<void> {
  const { ctx, query } = call;
  const repo = await repoOf(call);
  const { commit, path } = await splitRevisionPath(ctx, repo.id, call.rest);
  const expands = isTrue(query.get("expand"));
  const after = pathIn(ctx.open(query.get("cursor") ?? ""));
  const limit = Math.min(Number(query.get("limit")) || PAGE, expands ? EXPANDED_PAGE : PAGE);
  const recursive = isTrue(query.get("recursive"));
  const { items, nextPath } = await listTree(ctx, repo.id, { commit, path, recursive, after, limit });
  const body = await entriesOf(call, { repoId: repo.id, commit, items, expands });
  const headers = {
    "x-repo-commit": commit,
    ...nextLink(call, nextPath === null ? null : ctx.seal(`${CURSOR}${nextPath}`)),
  };
  respondJson(call, { status: 200, body, headers });
}

/** `POST …/paths-info/{revision}`: what does not exist is left out. */
export async function postPathsInfo(call: RepoCall): Promise<void> {
  const { ctx } = call;
  const repo = await repoOf(call);
  const { commit } = await splitRevisionPath(ctx, repo.id, call.rest);
  const { paths, expand } = await readBody(call, PathsInfoBody);
  const wanted = [paths].flat().map((path) => path.replace(/\/$/, ""));
  const items = await statPaths(ctx, repo.id, { commit, paths: wanted });
  const body = await entriesOf(call, { repoId: repo.id, commit, items, expands: isSet(expand) });
  respondJson(call, { status: 200, body, headers: { "x-repo-commit": commit } });
}

interface Listing {
  readonly repoId: string;
  readonly commit: string;
  readonly items: readonly TreeEntry[];
  readonly expands: boolean;
}

async function entriesOf({ ctx }: Call, { repoId, commit, items, expands }: Listing) {
  const shown = items.filter(({ kind }) => kind !== "submodule");
  const oids = shown.flatMap(({ lfs }) => (lfs && lfs.size > 0 ? [lfs.oid] : []));
  const xet = await findXetHashes(ctx, { repoId, oids });
  if (!expands) return shown.map((entry) => entryOf(entry, xet));
  const paths = shown.map(({ path }) => path);
  const commits = await lastCommits(ctx, repoId, { commit, paths });
  const scans = await scansOf(ctx, shown);
  return shown.map((entry) => {
    const last = commits.get(entry.path);
    return {
      ...entryOf(entry, xet),
      ...(last && { lastCommit: { id: last.id, title: last.title, date: last.author.date } }),
      ...(entry.kind === "file" && { securityFileStatus: fileStatusOf(scans.get(entry.path)) }),
    };
  });
}

const entryOf = ({ kind, oid, path, blobSize, lfs }: TreeEntry, xet: ReadonlyMap<string, string>) => ({
  type: kind === "directory" ? "directory" : "file",
  oid,
  size: lfs?.size ?? blobSize,
  path,
  ...(lfs && { lfs: { oid: lfs.oid, size: lfs.size, pointerSize: blobSize } }),
  ...(lfs && xet.has(lfs.oid) && { xetHash: xet.get(lfs.oid) }),
});
