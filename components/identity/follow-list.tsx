import { UsersRound } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/patterns/empty-state";
import { ListPager } from "@/components/patterns/list-pager";
import { Avatar } from "@/components/ui/avatar";
import type { AccountSummary } from "@/server/identity/contract";

interface Props {
  side: "followers" | "following";
  accounts: readonly AccountSummary[];
  name: string;
  cursor: string | undefined;
  nextCursor: string | null;
}

/** Who follows an account, or whom a person follows; latest first. */
export async function FollowList({ side, accounts, name, cursor, nextCursor }: Props) {
  const t = await getTranslations("profile");
  return (
    <section className="grid grid-cols-1 gap-4" aria-labelledby="follows">
      <h2 id="follows" className="text-lead">
        {t(`${side}Title`)}
      </h2>
      {accounts.length === 0 ? (
        <EmptyState icon={UsersRound} title={t(`${side}None`)} headingLevel="h3">
          {t(`${side}NoneText`)}
        </EmptyState>
      ) : (
        <ul className="rounded-card bg-surface-raised divide-y border">
          {accounts.map((account) => (
            <li key={account.id}>
              <Link
                href={`/${account.name}`}
                prefetch={false}
                className="hover:bg-hover flex min-w-0 items-center gap-3 px-4 py-3 transition-colors duration-150 focus-visible:-outline-offset-2"
              >
                <Avatar
                  name={account.name}
                  src={account.avatarUrl}
                  shape={account.kind === "user" ? "person" : "organisation"}
                  size="md"
                />
                <span className="grid min-w-0">
                  <span className="text-small truncate font-medium">{account.displayName}</span>
                  <span className="text-caption text-text-muted truncate">
                    {account.name}
                    {account.kind === "user" ? null : ` · ${t("organization")}`}
                  </span>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      <ListPager path={`/${name}`} query={{ tab: side, cursor }} nextCursor={nextCursor} />
    </section>
  );
}
