import { findRevision, splitRevisionPath } from "@/server/git";
import { type Ctx, defineQuery } from "@/server/kernel";
import { GetPlaceInput, Place } from "../contract/content";
import { getRepoAt } from "../repositories/get-readable-repo";

/**
 * Branches may have slashes in their names, so only the repository can tell where one ends. Throws `not_found`
 * (`revision_not_found`) and `invalid` (`bad_path`).
 */
export const getPlace = defineQuery({
  name: "hub.getPlace",
  summary: "Split an address into a revision and a path",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/place" },
  input: GetPlaceInput,
  output: Place,
  async run(ctx: Ctx<"repositories">, { rest, ...address }): Promise<Place> {
    const repo = await getRepoAt(ctx, address);
    const { defaultBranch } = repo;
    if (rest === "" || rest === defaultBranch) {
      const head = await findRevision(ctx, repo.id, `refs/heads/${defaultBranch}`);
      return { revision: defaultBranch, kind: "branch", path: "", commit: head?.commit ?? null };
    }
    const { revision, path, ref, commit } = await splitRevisionPath(ctx, repo.id, rest);
    return { revision, path, commit, kind: kindOfRef(ref) };
  },
});

function kindOfRef(ref: string | null): Place["kind"] {
  if (ref === null) return "commit";
  if (ref.startsWith("refs/heads/")) return "branch";
  return ref.startsWith("refs/tags/") ? "tag" : "ref";
}
