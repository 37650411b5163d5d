import { personOf } from "@/server/access";
import { admitAttempt } from "@/server/identity";
import { type Ctx, defineCommand } from "@/server/kernel";
import { ImportPreview, PreviewImportInput } from "./contract";
import { pageUrlOf, placeText, suggestedName } from "./place";
import { recognizePlace } from "./recognize-place";
import { remoteAt } from "./remote-of";
import { listRemoteRefs } from "./transport";
import { leadingBranch } from "./wanted-refs";

const FREE_PREVIEWS = 60;
const PATIENCE_MS = 20_000;
const MAX_BRANCHES = 100;
const BRANCH = "refs/heads/";

export const previewImport = defineCommand({
  name: "mirror.previewImport",
  summary: "Tell what an address means and what is there; nothing is fetched",
  http: { method: "POST", path: "/imports/preview" },
  input: PreviewImportInput,
  output: ImportPreview,
  async run(ctx: Ctx<"repositories" | "insideOrigins" | "identity">, input) {
    const { userId } = personOf(ctx);
    const place = await recognizePlace(ctx, input);
    if (ctx.live.identity.limitsAttempts) {
      await admitAttempt(ctx, {
        key: `import preview ${userId}`,
        free: FREE_PREVIEWS,
        what: "addresses were looked at",
      });
    }
    const { remoteUser = null, credential = null } = input;
    const remote = remoteAt(place, { remoteUser, credential });
    const { head, refs } = await listRemoteRefs(ctx, remote, AbortSignal.timeout(PATIENCE_MS));
    const names = refs.map(({ name }) => name);
    const branches = names.filter((name) => name.startsWith(BRANCH)).map((name) => name.slice(BRANCH.length));
    const defaultBranch = leadingBranch(head, names);
    const ordered = branches.toSorted((a, b) => Number(b === defaultBranch) - Number(a === defaultBranch));
    return {
      ...{ source: place.source, kind: place.kind, url: pageUrlOf(place, place.kind), place: placeText(place) },
      ...{ suggestedName: suggestedName(place), defaultBranch, branches: ordered.slice(0, MAX_BRANCHES) },
      branchCount: branches.length,
      tagCount: names.length - branches.length,
      isEmpty: names.length === 0,
    };
  },
});
