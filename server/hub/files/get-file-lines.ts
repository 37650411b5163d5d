import { readBlob } from "@/server/git";
import { type Ctx, DomainError, defineQuery } from "@/server/kernel";
import { FileLines, GetFileLinesInput, MAX_FILE_LINES } from "../contract/content";
import { contentAtRevision } from "./at-revision";
import { statRepoFile } from "./open-repo-file";

const MAX_BYTES = 5_000_000;
/** As in a comparison: longer lines are cut. */
const MAX_LINE_LENGTH = 2_000;

/** Throws `not_found`, `too_large` above 5 MB, and `invalid` (`not_a_text`) for what git does not keep as lines. */
export const getFileLines = defineQuery({
  name: "hub.getFileLines",
  summary: `Read some lines of a text file, at most ${MAX_FILE_LINES}`,
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/file-lines" },
  input: GetFileLinesInput,
  output: FileLines,
  async run(ctx: Ctx<"repositories">, { path, from, to, ...place }) {
    const { repo, commit } = await contentAtRevision(ctx, place);
    const { entry } = await statRepoFile(ctx, repo, { commit, path });
    if (entry.lfs) throw notLines(path);
    const bytes = await readBlob(ctx, repo.id, { oid: entry.oid, maxBytes: MAX_BYTES });
    if (bytes.includes(0)) throw notLines(path);
    const all = bytes.toString("utf8").split("\n");
    if (all.at(-1) === "") all.pop();
    const end = Math.min(to, from + MAX_FILE_LINES - 1);
    const lines = all.slice(from - 1, end).map((line) => line.slice(0, MAX_LINE_LENGTH));
    return { commit, lines, hasMore: all.length > end };
  },
});

const notLines = (path: string) => new DomainError("invalid", `${path} has no lines to read`, { reason: "not_a_text" });
