import { type Ctx, defineQuery } from "@/server/kernel";
import { FACETS, type FacetName, FacetsInput, RepoFacets } from "../contract/repo";
import type { TagRule } from "../contract/tag-rule";
import { listTagRules } from "../tags/store/tag-rules";
import { repoFilterOf } from "./repo-filter";
import { countFacets } from "./store/count-facets";
import { countFitting } from "./store/list-repos";

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
    const rules = await listTagRules(ctx.db);
    const [total, ...counts] = await Promise.all([
      totalOf(ctx, input, rules),
      countsOf(ctx, open, { asked: input, rules }),
      ...chosen.map((facet) => countsOf(ctx, [facet], { asked: { ...input, [facet]: undefined }, rules })),
    ]);
    const rows = counts.flat();
    const of = (name: FacetName) => rows.filter(({ facet }) => facet === name).map(shownOf);
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

type Counted = Awaited<ReturnType<typeof countFacets>>[number];

const shownOf = ({ value, count, labelEn: en, labelZh: zh }: Counted) =>
  en === null && zh === null ? { value, count } : { value, count, label: { en, zh } };

async function totalOf(ctx: Ctx, asked: Asked, rules: readonly TagRule[]): Promise<number> {
  const filter = await repoFilterOf(ctx, asked, rules);
  return filter ? countFitting(ctx, filter) : 0;
}

async function countsOf(
  ctx: Ctx,
  facets: readonly FacetName[],
  { asked, rules }: { asked: Asked; rules: readonly TagRule[] },
): Promise<readonly Counted[]> {
  const filter = await repoFilterOf(ctx, asked, rules);
  return filter ? countFacets(ctx, { facets, filter }) : [];
}
