import { type Ctx, defineQuery } from "@/server/kernel";
import { RepoAddress } from "../contract/repo";
import { type EvalResult, EvalResults } from "../contract/results";
import { findTargets } from "../lineage/find-targets";
import { getRepoAt } from "../repositories/get-readable-repo";
import { readEvalEntries, readEvalFiles } from "./eval-files";
import { readModelIndex } from "./model-index";

const MAX_ITEMS = 500;
const MAX_PROBLEMS = 20;

export const getEvalResults = defineQuery({
  name: "hub.getEvalResults",
  summary: "Read the evaluation results that a model states, in its card and in .eval_results",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/results" },
  input: RepoAddress,
  output: EvalResults,
  async run(ctx: Ctx<"repositories">, address) {
    const repo = await getRepoAt(ctx, address);
    const stated = readModelIndex(repo.card);
    const kept = readEvalEntries(repo.headCommit === null ? [] : await readEvalFiles(ctx, repo.id, repo.headCommit));
    const items = [...stated.items, ...kept.items].slice(0, MAX_ITEMS);
    const problems = [...stated.problems, ...kept.problems].slice(0, MAX_PROBLEMS);
    const isCut = stated.isCut || stated.items.length + kept.items.length > MAX_ITEMS;
    const targetOf = await findTargets(ctx, items.map(linkTo));
    return { items: items.map((item) => ({ ...item, isHere: targetOf(linkTo(item)) !== null })), problems, isCut };
  },
});

const linkTo = ({ dataset }: EvalResult) =>
  ({ targetId: null, targetKind: "dataset", targetFolded: dataset.toLowerCase() }) as const;
