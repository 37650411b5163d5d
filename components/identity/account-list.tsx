import Link from "next/link";
import { Avatar } from "@/components/ui/avatar";
import type { AccountSummary } from "@/server/identity/contract";

interface Props {
  title: string;
  accounts: readonly AccountSummary[];
  /** What stands below when there are more. */
  more?: string | null;
}

/** People or organisations beside something they belong to. */
export function AccountList({ title, accounts, more }: Props) {
  if (accounts.length === 0) return null;
  return (
    <section aria-label={title} className="grid grid-cols-1 gap-2">
      <h2 className="text-small">{title}</h2>
      <ul className="grid grid-cols-1 gap-1">
        {accounts.map(({ id, kind, name, displayName }) => (
          <li key={id}>
            <Link
              href={`/${name}`}
              prefetch={false}
              className="rounded-control text-small hover:bg-hover -mx-2 flex min-w-0 items-center gap-2 px-2 py-1"
            >
              <Avatar name={name} shape={kind === "user" ? "person" : "organisation"} size="sm" />
              <span className="truncate">{displayName}</span>
              {name === displayName ? null : (
                <span className="text-caption text-text-muted ml-auto shrink-0">{name}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
      {more ? <p className="text-caption text-text-muted">{more}</p> : null}
    </section>
  );
}
