"use client";

import { useTranslations } from "next-intl";
import type { z } from "zod";
import { Avatar } from "@/components/ui/avatar";
import type { Organization } from "@/server/identity/contract";
import { restorableUntil } from "./restorable-until";
import { RestoreOrganization } from "./restore-organization";

type Deleted = z.infer<typeof Organization>;

interface Props {
  organizations: readonly Deleted[];
  locale: string;
}

/** What was deleted and can come back; nothing when there is nothing. */
export function DeletedOrganizations({ organizations, locale }: Props) {
  const t = useTranslations("organizations");
  if (organizations.length === 0) return null;
  return (
    <section aria-labelledby="deleted" className="grid gap-3">
      <h2 id="deleted" className="text-lead">
        {t("deleted")}
      </h2>
      <ul className="rounded-card bg-surface-raised divide-y border">
        {organizations.map(({ id, name, displayName, role, deletedAt }) => (
          <li key={id} className="flex flex-wrap items-center gap-4 px-4 py-3">
            <Avatar name={name} shape="organisation" size="md" className="opacity-60" />
            <div className="grid min-w-0 flex-1 gap-0.5">
              <p className="text-small font-medium">{displayName}</p>
              <p className="text-caption text-text-muted">
                {deletedAt ? t("until", { date: restorableUntil(deletedAt, locale) }) : null}{" "}
                {role === "owner" ? null : t("ownersRestore")}
              </p>
            </div>
            {role === "owner" ? <RestoreOrganization name={name} /> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
