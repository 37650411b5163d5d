import { type Ctx, defineQuery } from "@/server/kernel";
import { GetRepoScanInput, RepoScan } from "../contract/scan";
import { getRepoAt } from "../repositories/get-readable-repo";
import { scanHead } from "./scan-of-repo";

export const getRepoScan = defineQuery({
  name: "hub.getRepoScan",
  summary: "See what the scanner found in the model files of a repository",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/scan" },
  input: GetRepoScanInput,
  output: RepoScan,
  run: async (ctx: Ctx<"repositories">, address) => scanHead(ctx, await getRepoAt(ctx, address)),
});
