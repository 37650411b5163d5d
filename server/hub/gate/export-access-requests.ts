import { authorize } from "@/server/access";
import { type Ctx, csvLine, defineStream } from "@/server/kernel";
import { ExportAccessRequestsInput } from "../contract/gate";
import { getRepoAt } from "../repositories/get-readable-repo";
import { type Repository, resourceOf } from "../repositories/repository";
import { gateFormOf } from "./gate-form";
import { showAccessRequests } from "./list-access-requests";
import { listAllAccessRequestRows } from "./store";

const BATCH = 500;

export const exportAccessRequests = defineStream({
  name: "hub.exportAccessRequests",
  summary: "Download everybody who asked for the files of a gated repository, with their answers, as CSV",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/access-requests.csv" },
  input: ExportAccessRequestsInput,
  produces: "text/csv",
  async run(ctx, address, { signal }) {
    return accessReportOf(ctx, await getRepoAt(ctx, address), signal);
  },
});

/** Throws `forbidden` for those who do not administer the repository. */
export async function accessReportOf(ctx: Ctx, repo: Repository, signal: AbortSignal) {
  await authorize(ctx, "repo.admin", resourceOf(repo));
  const fileName = `access-requests-${repo.name}.csv`;
  return { contentType: "text/csv; charset=utf-8", fileName, body: linesOf(ctx, repo, signal) };
}

async function* linesOf(ctx: Ctx, repo: Repository, signal: AbortSignal): AsyncGenerator<string> {
  const questions = gateFormOf(repo.card).fields.map(({ name }) => name);
  yield csvLine(["user", "name", "status", "requested", "decided", "decided by", "expires", "reason", ...questions]);
  let after: string | null = null;
  while (!signal.aborted) {
    const rows: Awaited<ReturnType<typeof listAllAccessRequestRows>> = await listAllAccessRequestRows(ctx, {
      repoId: repo.id,
      after,
      limit: BATCH,
    });
    for (const { username, displayName, status, answers, ...request } of await showAccessRequests(ctx, rows)) {
      const moments = [
        request.requestedAt.toISOString(),
        request.handledAt?.toISOString() ?? "",
        request.handledBy ?? "",
      ];
      const end = [request.expiresAt?.toISOString() ?? "", request.reason ?? ""];
      yield csvLine([
        username,
        displayName,
        status,
        ...moments,
        ...end,
        ...questions.map((name) => answers[name] ?? ""),
      ]);
    }
    after = rows.length < BATCH ? null : (rows.at(-1)?.id ?? null);
    if (after === null) return;
  }
}
