import { sql } from "drizzle-orm";
import { repos } from "@/db/schema/hub";
import { tagRules } from "@/db/schema/hub/tag-rules";
import type { FacetName } from "@/server/hub/contract/repo";
import type { Ctx } from "@/server/kernel";
import { type RepoFilter, whereOf } from "./list-repos";

const MAX_VALUES = 50;

interface FacetCount extends Record<string, unknown> {
  readonly facet: FacetName;
  readonly value: string;
  readonly count: number;
  readonly labelEn: string | null;
  readonly labelZh: string | null;
}

/**
 * How many of the repositories that fit carry each value of these facets: featured ones, then the most frequent. Who
 * carries only an alias carries its target; hidden values and aliases are left out.
 */
export async function countFacets(
  ctx: Ctx,
  { facets, filter }: { facets: readonly FacetName[]; filter: RepoFilter },
): Promise<readonly FacetCount[]> {
  if (facets.length === 0) return [];
  const names = sql.join(
    facets.map((facet) => sql`${facet}`),
    sql`, `,
  );
  const where = whereOf(ctx, filter);
  return ctx.db.execute<FacetCount>(sql`
    with words as (
      select unnest(${repos.filters}) as word from ${repos} where ${where}
      union all
      select alias.word
        from (select ${tagRules.facet} || ':' || ${tagRules.target} as word,
                     array_agg(${tagRules.facet} || ':' || ${tagRules.tag}) as others
                from ${tagRules} where ${tagRules.rule} = 'alias' and ${tagRules.facet} in (${names}) group by 1) as alias
        join ${repos} on ${repos.filters} && alias.others and not ${repos.filters} @> array[alias.word]
       where ${where}
    ), counted as (
      select facet, substr(word, length(facet) + 2) as value, count(*)::int as count
        from (select split_part(word, ':', 1) as facet, word from words) as named
       where facet in (${names})
       group by facet, word
    )
    select facet, value, count, label_en as "labelEn", label_zh as "labelZh" from (
      select counted.*, ${tagRules.labelEn}, ${tagRules.labelZh},
             row_number() over (partition by counted.facet order by ${tagRules.position}, count desc, value) as place
        from counted
        left join ${tagRules} on ${tagRules.facet} = counted.facet and ${tagRules.tag} = counted.value
       where ${tagRules.rule} is null or ${tagRules.rule} = 'featured') as shown
     where place <= ${MAX_VALUES} order by facet, place`);
}
