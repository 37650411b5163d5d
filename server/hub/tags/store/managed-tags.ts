import { type SQL, sql } from "drizzle-orm";
import { containing } from "@/db/like-pattern";
import { repos } from "@/db/schema/hub";
import { tagRules } from "@/db/schema/hub/tag-rules";
import { FACETS, type FacetName } from "@/server/hub/contract/repo";
import type { ListManagedTagsInput, ManagedTag, TagRule } from "@/server/hub/contract/tag-rule";
import type { Ctx, Slice } from "@/server/kernel";

type Asked = Pick<ListManagedTagsInput, "search" | "facet" | "rule"> &
  Slice<{ readonly count: number; readonly word: string }>;

interface Row extends Record<string, unknown> {
  readonly facet: FacetName;
  readonly tag: string;
  readonly count: number;
  readonly rule: TagRule | null;
}

const FACET_NAMES = sql.join(
  FACETS.map((facet) => sql`${facet}`),
  sql`, `,
);

/** Tags of repositories that are not private, and those that have a rule, most frequent first. */
export async function listManagedRows(ctx: Ctx, slice: Asked): Promise<readonly ManagedTag[]> {
  const { search = "", facet, rule, after, limit } = slice;
  const conditions: SQL[] = [
    sql`true`,
    ...(search === "" ? [] : [sql`tag like ${containing(search.toLowerCase())}`]),
    ...(facet ? [sql`facet = ${facet}`] : []),
    ...(rule ? [sql`rule->>'rule' = ${rule}`] : []),
    ...(after
      ? [sql`(count < ${after.count} or (count = ${after.count} and facet || ':' || tag > ${after.word}))`]
      : []),
  ];
  const { id, target, position, labelEn, labelZh } = tagRules;
  return ctx.db.execute<Row>(sql`
    with used as (
      select split_part(word, ':', 1) as facet, substr(word, strpos(word, ':') + 1) as tag, count(*)::int as count
        from (select unnest(${repos.filters}) as word from ${repos}
               where ${repos.deletedAt} is null and ${repos.visibility} <> 'private') as words
       where split_part(word, ':', 1) in (${FACET_NAMES}) and strpos(word, ':') > 0
       group by word
    ), managed as (
      select coalesce(used.facet, ${tagRules.facet}) as facet, coalesce(used.tag, ${tagRules.tag}) as tag,
             coalesce(used.count, 0) as count,
             case when ${id} is not null then jsonb_build_object(
               'id', ${id}, 'facet', ${tagRules.facet}, 'tag', ${tagRules.tag}, 'rule', ${tagRules.rule},
               'target', ${target}, 'position', ${position}, 'labelEn', ${labelEn}, 'labelZh', ${labelZh}) end as rule
        from used full join ${tagRules} on ${tagRules.facet} = used.facet and ${tagRules.tag} = used.tag
    )
    select facet, tag, count, rule from managed where ${sql.join(conditions, sql` and `)}
     order by count desc, facet || ':' || tag limit ${limit}`);
}
