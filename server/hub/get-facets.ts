import { type Ctx, defineQuery } from "@/server/kernel";
import { FACETS, FacetsInput, RepoFacets } from "./contract/repo";
import { repoFilterOf } from "./repo-filter";
import { countFacets, countFitting } from "./store/list-repos";

type Asked = Parameters<typeof repoFilterOf>[1];

/** Facets of which one value is chosen at a time. */
const SINGLE = ["task", "library", "license", "language"] as const;

export const getFacets = defineQuery({
  name: "hub.getFacets",
  summary: "Count repositories by task, library, license, language and tag",
  http: { method: "GET", path: "/{shelf}/facets" },
  input: FacetsInput,
  output: RepoFacets,
  async run(ctx, input): Promise<RepoFacets> {
    const chosen = SINGLE.filter((facet) => input[facet] !== undefined);
    const open = FACETS.filter((facet) => !chosen.some((name) => name === facet));
    const [total, ...counts] = await Promise.all([
      totalOf(ctx, input),
      countsOf(ctx, open, input),
      ...chosen.map((facet) => countsOf(ctx, [facet], { ...input, [facet]: undefined })),
    ]);
    const rows = counts.flat();
    const of = (name: (typeof FACETS)[number]) =>
      rows.filter(({ facet }) => facet === name).map(({ value, count }) => ({ value, count }));
    return {
      total,
      task: of("task"),
      library: of("library"),
      license: of("license"),
      language: of("language"),
      tag: of("tag"),
    };
  },
});

async function totalOf(ctx: Ctx, asked: Asked): Promise<number> {
  const filter = await repoFilterOf(ctx, asked);
  return filter ? countFitting(ctx, filter) : 0;
}

async function countsOf(ctx: Ctx, facets: readonly (typeof FACETS)[number][], asked: Asked) {
  const filter = await repoFilterOf(ctx, asked);
  return filter ? countFacets(ctx, { facets, filter }) : [];
}
