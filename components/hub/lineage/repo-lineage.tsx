import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import { KindIcon } from "@/components/patterns/asset-kind";
import { TextLink } from "@/components/ui/text-link";
import type { Lineage } from "@/server/hub/contract/lineage";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { hrefOf } from "../href";

type Tree = z.infer<typeof Lineage>;
type Link = Tree["from"][number];

interface Props {
  lineage: Tree;
  repo: NamedRepo;
}

const MAX_SHOWN = 8;
const keyOf = ({ relation, kind, target }: Link) => `${relation} ${kind} ${target}`;

/** What a repository was made from, and what was made from it. */
export async function RepoLineage({ lineage: { from, to }, repo }: Props) {
  if (from.length + to.length === 0) return null;
  const t = await getTranslations("repo");
  const left = to.length - MAX_SHOWN;
  return (
    <section className="grid gap-2" aria-labelledby="lineage">
      <h2 id="lineage" className="text-small">
        {t("lineage")}
      </h2>
      <ul className="grid gap-1.5">
        {from.map((link) => (
          <Related key={keyOf(link)} link={link} how={t(`relations.${link.relation}`)} missing={t("notHere")} />
        ))}
        {to.slice(0, MAX_SHOWN).map((link) => (
          <Related key={keyOf(link)} link={link} how={t(`madeOf.${link.relation}`)} missing={t("notHere")} />
        ))}
      </ul>
      {left > 0 ? <p className="text-caption text-text-muted">{t("moreOf", { count: left })}</p> : null}
      <TextLink href={hrefOf(repo, "lineage")} prefetch={false} className="text-small">
        {t("lineageGraph")}
      </TextLink>
    </section>
  );
}

function Related({ link: { kind, target, repo }, how, missing }: { link: Link; how: string; missing: string }) {
  return (
    <li className="text-small flex min-w-0 items-center gap-2">
      <KindIcon kind={kind} size="sm" />
      {repo ? (
        <TextLink href={hrefOf(repo)} prefetch={false} tone="plain" className="min-w-0 truncate">
          {target}
        </TextLink>
      ) : (
        <span className="text-text-muted min-w-0 truncate" title={missing}>
          {target}
        </span>
      )}
      <span className="text-caption text-text-muted ml-auto shrink-0">{how}</span>
    </li>
  );
}
