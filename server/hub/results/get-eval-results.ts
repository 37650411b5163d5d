import { defineQuery } from "@/server/kernel";
import { RepoAddress } from "../contract/repo";
import { type EvalResult, EvalResults } from "../contract/results";
import { getRepoAt } from "../get-readable-repo";
import { findTargets } from "../lineage/find-targets";
import { readModelIndex } from "./model-index";

export const getEvalResults = defineQuery({
  name: "hub.getEvalResults",
  summary: "Read the evaluation results that the card of a model states",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/results" },
  input: RepoAddress,
  output: EvalResults,
  async run(ctx, address) {
    const { items, ...rest } = readModelIndex((await getRepoAt(ctx, address)).card);
    const targetOf = await findTargets(ctx, items.map(linkTo));
    return { items: items.map((item) => ({ ...item, isHere: targetOf(linkTo(item)) !== null })), ...rest };
  },
});

const linkTo = ({ dataset }: EvalResult) =>
  ({ targetId: null, targetKind: "dataset", targetFolded: dataset.toLowerCase() }) as const;
