import { type Ctx, defineQuery } from "@/server/kernel";
import { FACETS, type FacetName, FacetsInput, RepoFacets } from "../contract/repo";
import { type Aliases, aliasesOf } from "../tags/aliases";
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
    const aliases = aliasesOf(await listTagRules(ctx.db));
    const [total, ...counts] = await Promise.all([
      totalOf(ctx, input, aliases),
      countsOf(ctx, open, { asked: input, aliases }),
      ...chosen.map((facet) => countsOf(ctx, [facet], { asked: { ...input, [facet]: undefined }, aliases })),
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

async function totalOf(ctx: Ctx, asked: Asked, aliases: Aliases): Promise<number> {
  const filter = await repoFilterOf(ctx, asked, aliases);
  return filter ? countFitting(ctx, filter) : 0;
}

async function countsOf(
  ctx: Ctx,
  facets: readonly FacetName[],
  { asked, aliases }: { asked: Asked; aliases: Aliases },
): Promise<readonly Counted[]> {
  const filter = await repoFilterOf(ctx, asked, aliases);
  return filter ? countFacets(ctx, { facets, filter }) : [];
}
