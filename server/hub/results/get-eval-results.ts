import { defineQuery } from "@/server/kernel";
import { RepoAddress } from "../contract/repo";
import { EvalResults } from "../contract/results";
import { getRepoAt } from "../get-readable-repo";
import { readModelIndex } from "./model-index";

export const getEvalResults = defineQuery({
  name: "hub.getEvalResults",
  summary: "Read the evaluation results that the card of a model states",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/results" },
  input: RepoAddress,
  output: EvalResults,
  async run(ctx, address) {
    return readModelIndex((await getRepoAt(ctx, address)).card);
  },
});
