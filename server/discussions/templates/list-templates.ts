import { getRepoAt } from "@/server/hub";
import { type Ctx, defineQuery } from "@/server/kernel";
import { ListTemplatesInput, TemplatePage } from "../contract/rules";
import { repoAddressOf } from "../participate";
import { templatesOf } from "./templates";

export const listTemplates = defineQuery({
  name: "discussions.listTemplates",
  summary: "List what new issues or pull requests start from",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/discussion-templates" },
  input: ListTemplatesInput,
  output: TemplatePage,
  async run(ctx: Ctx<"repositories">, { type, ...address }) {
    const repo = await getRepoAt(ctx, repoAddressOf(address));
    return { items: await templatesOf(ctx, repo, type), nextCursor: null };
  },
});
