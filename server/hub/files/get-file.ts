import { isUtf8 } from "node:buffer";
import { lastCommits, type TreeEntry } from "@/server/git";
import { type Ctx, defineQuery } from "@/server/kernel";
import { FileView, GetFileInput, MAX_PREVIEW_BYTES } from "../contract/content";
import { type Repository, wirePathOf } from "../repositories/repository";
import { keptFrom } from "../scan/refuse-unsafe";
import { scansOf } from "../scan/scans-of";
import { contentAtRevision } from "./at-revision";
import { contentUrlOf, encodePath } from "./content-url";
import { openRepoFile, statRepoFile } from "./open-repo-file";

export const getFile = defineQuery({
  name: "hub.getFile",
  summary: "Look at a file: its facts, and its text when it is text",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/file" },
  input: GetFileInput,
  output: FileView,
  async run(ctx: Ctx<"repositories" | "objects">, input) {
    const { repo, revision, commit } = await contentAtRevision(ctx, input);
    const { entry, size, etag } = await statRepoFile(ctx, repo, { commit, path: input.path });
    const text = await previewOf(ctx, repo, { entry, size });
    const commits = await lastCommits(ctx, repo.id, { commit, paths: [entry.path] });
    const scans = await scansOf(ctx, [entry]);
    const kept = await keptFrom(ctx, repo, [{ oid: etag, path: entry.path }]);
    const resolved = `/${wirePathOf(repo)}/resolve/${encodeURIComponent(revision)}/${encodePath(entry.path)}`;
    return {
      ...entry,
      size,
      commit,
      revision,
      text,
      isTruncated: text !== null && size > MAX_PREVIEW_BYTES,
      lastCommit: commits.get(entry.path) ?? null,
      scan: scans.get(entry.path) ?? null,
      keptBack: kept.get(etag) ?? null,
      downloadUrl: `${ctx.site.origin}${resolved}?download=true`,
      rawUrl: await contentUrlOf(ctx, repo, { revision, path: entry.path }),
    };
  },
});

/** The beginning of a text; `null` for what is not UTF-8 or holds NUL bytes. */
async function previewOf(
  ctx: Ctx<"repositories" | "objects">,
  repo: Repository,
  { entry, size }: { readonly entry: TreeEntry; readonly size: number },
): Promise<string | null> {
  const range = size > MAX_PREVIEW_BYTES ? { start: 0, end: MAX_PREVIEW_BYTES - 1 } : undefined;
  const chunks: Uint8Array[] = [];
  if (size > 0) for await (const chunk of await openRepoFile(ctx, repo, { entry, range })) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  if (bytes.includes(0)) return null;
  const whole = range ? wholeCharacters(bytes) : bytes;
  return isUtf8(whole) ? whole.toString("utf8") : null;
}

/** Without the first bytes of a character that was cut off at the end. */
function wholeCharacters(bytes: Buffer): Buffer {
  for (let cut = 0; cut < 4; cut++) {
    const shorter = bytes.subarray(0, bytes.byteLength - cut);
    if (isUtf8(shorter)) return shorter;
  }
  return bytes;
}
