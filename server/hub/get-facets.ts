import { defineQuery } from "@/server/kernel";
import { FACETS, FacetsInput, RepoFacets } from "./contract/repo";
import { repoFilterOf } from "./repo-filter";
import { countFacet } from "./store/list-repos";

export const getFacets = defineQuery({
  name: "hub.getFacets",
  summary: "Count repositories by task, library, license, language and tag",
  http: { method: "GET", path: "/{shelf}/facets" },
  input: FacetsInput,
  output: RepoFacets,
  async run(ctx, input) {
    const filter = await repoFilterOf(ctx, input);
    const count = async (facet: (typeof FACETS)[number]) => (filter ? countFacet(ctx, { facet, filter }) : []);
    const [task, library, license, language, tag] = await Promise.all(FACETS.map(count));
    return {
      task: task ?? [],
      library: library ?? [],
      license: license ?? [],
      language: language ?? [],
      tag: tag ?? [],
    };
  },
});
