import { resolveRevision } from "@/server/git";
import { type Ctx, DomainError, defineQuery } from "@/server/kernel";
import { CompareTensorsInput, TensorComparison } from "../contract/weights";
import { statRepoFile } from "../files/open-repo-file";
import { authorizeContent } from "../gate/authorize-content";
import { getRepoAt } from "../repositories/get-readable-repo";
import type { Repository } from "../repositories/repository";
import { readHeader, requireHeaderFormat } from "./file-header";
import { compareTensorLists } from "./tensor-comparison";
import { type TensorFile, valuesOf } from "./tensor-values";

/** A side on which the file does not exist has no tensors. Throws `invalid` (`no_header`, `bad_model_file`). */
export const compareTensors = defineQuery({
  name: "hub.compareTensors",
  summary: "Compare the tensors of a safetensors or GGUF file at two revisions",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/compare-tensors" },
  input: CompareTensorsInput,
  output: TensorComparison,
  async run(ctx: Ctx<"repositories" | "objects">, { base, head, path, oldPath = path, ...address }) {
    requireHeaderFormat(path);
    requireHeaderFormat(oldPath);
    const repo = await getRepoAt(ctx, address);
    await authorizeContent(ctx, repo);
    const [before, after] = await Promise.all([
      tensorsAt(ctx, repo, { revision: base, path: oldPath }),
      tensorsAt(ctx, repo, { revision: head, path }),
    ]);
    if (before === null && after === null) {
      throw new DomainError("not_found", `${path} is in neither revision`, { reason: "entry_not_found" });
    }
    const values = before && after ? await valuesOf(ctx, repo, { before, after }) : NO_VALUES;
    const lists = compareTensorLists(before?.tensors ?? [], after?.tensors ?? [], values);
    return { ...lists, valueState: values.state };
  },
});

const NO_VALUES = { state: "none", before: null, after: null } as const;

async function tensorsAt(
  ctx: Ctx<"repositories" | "objects">,
  repo: Repository,
  { revision, path }: { readonly revision: string; readonly path: string },
): Promise<TensorFile | null> {
  const { commit } = await resolveRevision(ctx, repo.id, revision);
  const file = await statRepoFile(ctx, repo, { commit, path }).catch((error: unknown) => {
    if (error instanceof DomainError && error.reason === "entry_not_found") return null;
    throw error;
  });
  if (!file) return null;
  const { tensors } = await readHeader(ctx, repo, { file, format: requireHeaderFormat(path) });
  return { commit, path, file, tensors };
}
