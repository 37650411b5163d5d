import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import { TextLink } from "@/components/ui/text-link";
import type { AttachedAs } from "@/server/hub/contract/large-files";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { addressOf, hrefOf } from "../href";

interface Props {
  repo: NamedRepo;
  oid: string;
  clock: { readonly now: string; readonly locale: string };
}

/** Releases, branches and tags that have a file, and the commits that brought it or took it away. */
export function FileUses({ repo, oid, clock }: Props) {
  const t = useTranslations("storage");
  const trpc = useTRPC();
  const { data, error } = useQuery(trpc.hub.getFileUses.queryOptions({ ...addressOf(repo), oid }));
  if (error) return <p className="text-small text-danger">{error.message}</p>;
  if (!data) return <Skeleton className="h-12" />;
  return (
    <div className="grid gap-3">
      <AttachedTo repo={repo} attachedAs={data.attachedAs} />
      <p className="text-caption flex flex-wrap gap-x-3 gap-y-1">
        <span className="text-text-muted">{t("in")}</span>
        {data.refs.length === 0 ? t(data.commits.length === 0 ? "inNoCommit" : "inNone") : null}
        {data.refs.map(({ name, kind }) => (
          <TextLink key={`${kind} ${name}`} href={hrefOf(repo, "tree", name)} prefetch={false} className="font-mono">
            {name}
          </TextLink>
        ))}
      </p>
      <ul aria-label={t("commits")} className="grid gap-1">
        {data.commits.map(({ id, title, at }) => (
          <li key={id} className="text-caption flex items-baseline gap-2">
            <TextLink href={hrefOf(repo, "commit", id)} prefetch={false} className="font-mono">
              {id.slice(0, 8)}
            </TextLink>
            <span className="min-w-0 truncate">{title}</span>
            <RelativeTime at={at.toISOString()} {...clock} className="text-text-muted ml-auto" />
          </li>
        ))}
      </ul>
      <p className="text-micro text-text-muted font-mono break-all">{oid}</p>
    </div>
  );
}

function AttachedTo({ repo, attachedAs }: { repo: NamedRepo; attachedAs: readonly AttachedAs[] }) {
  const t = useTranslations("storage");
  if (attachedAs.length === 0) return null;
  return (
    <p className="text-caption flex flex-wrap gap-x-3 gap-y-1">
      <span className="text-text-muted">{t("attachedTo")}</span>
      {attachedAs.map(({ tag, name }) => (
        <TextLink key={`${tag} ${name}`} href={hrefOf(repo, "releases")} prefetch={false} className="break-all">
          {t("attachedAs", { tag, name })}
        </TextLink>
      ))}
    </p>
  );
}
