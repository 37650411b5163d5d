import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import type { z } from "zod";
import { RecordTable } from "@/components/patterns/record-table";
import { Words } from "@/components/shell/words";
import { Avatar } from "@/components/ui/avatar";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusDot } from "@/components/ui/status-dot";
import { TextLink } from "@/components/ui/text-link";
import type { ManagedOrganization } from "@/server/identity/contract";
import { OrganizationActions } from "./organization-actions";

type Organization = z.infer<typeof ManagedOrganization>;

/** Organisations with who owns them. */
export async function OrganizationTable({ organizations }: { organizations: readonly Organization[] }) {
  const [t, locale] = await Promise.all([getTranslations("adminOrganizations"), getLocale()]);
  const now = new Date().toISOString();
  return (
    <Words namespaces={["adminOrganizationActions", "adminStorageLimit", "stepUp"]}>
      <RecordTable
        label={t("title")}
        rows={organizations}
        rowId={({ id }) => id}
        columns={[
          { id: "name", header: t("name"), isTitle: true, cell: (organization) => <Name {...organization} /> },
          {
            id: "state",
            header: t("state"),
            cell: ({ deletedAt }) =>
              deletedAt === null ? (
                <StatusDot tone="success" label={t("states.active")} />
              ) : (
                <StatusDot tone="idle" label={t("states.deleted")} />
              ),
          },
          {
            id: "owners",
            header: t("owners"),
            cell: ({ owners }) => (
              <span className="flex flex-wrap gap-x-2">
                {owners.map((owner) => (
                  <TextLink key={owner} href={`/${owner}`} tone="plain">
                    {owner}
                  </TextLink>
                ))}
              </span>
            ),
          },
          { id: "members", header: t("members"), align: "right", cell: ({ memberCount }) => memberCount },
          {
            id: "created",
            header: t("created"),
            cell: ({ createdAt }) => <RelativeTime at={createdAt.toISOString()} now={now} locale={locale} />,
          },
          {
            id: "actions",
            header: t("actions"),
            isActions: true,
            cell: ({ name, deletedAt }) => <OrganizationActions name={name} isDeleted={deletedAt !== null} />,
          },
        ]}
      />
    </Words>
  );
}

function Name({ name, displayName, deletedAt }: Organization) {
  return (
    <span className="flex min-w-0 items-center gap-3">
      <Avatar name={name} shape="organisation" size="md" />
      <span className="grid min-w-0">
        {deletedAt === null ? (
          <Link href={`/${name}`} className="rounded-mark truncate font-medium hover:underline">
            {name}
          </Link>
        ) : (
          <span className="truncate font-medium">{name}</span>
        )}
        {displayName === name ? null : <span className="text-caption text-text-muted truncate">{displayName}</span>}
      </span>
    </span>
  );
}
