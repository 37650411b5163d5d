import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import type { z } from "zod";
import { RecordTable } from "@/components/patterns/record-table";
import { Words } from "@/components/shell/words";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusDot } from "@/components/ui/status-dot";
import type { ManagedUser } from "@/server/identity/contract";
import { UserActions, type UserState } from "./user-actions";

type User = z.infer<typeof ManagedUser>;

const TONES = { active: "success", disabled: "warning", deleted: "idle" } as const;

function stateOf({ deletedAt, disabledAt }: User): UserState {
  if (deletedAt !== null) return "deleted";
  return disabledAt === null ? "active" : "disabled";
}

/** Accounts of people as administrators see them. */
export async function UserTable({ users }: { users: readonly User[] }) {
  const [t, locale] = await Promise.all([getTranslations("adminUsers"), getLocale()]);
  const now = new Date().toISOString();
  const ago = (at: Date | null) =>
    at === null ? t("never") : <RelativeTime at={at.toISOString()} now={now} locale={locale} />;
  return (
    <Words namespaces={["adminUserActions", "adminRoles", "adminStorageLimit", "stepUp"]}>
      <RecordTable
        label={t("title")}
        rows={users}
        rowId={({ id }) => id}
        columns={[
          { id: "name", header: t("name"), isTitle: true, cell: (user) => <Who user={user} /> },
          {
            id: "state",
            header: t("state"),
            cell: (user) => <StatusDot tone={TONES[stateOf(user)]} label={t(`states.${stateOf(user)}`)} />,
          },
          {
            id: "roles",
            header: t("roles"),
            cell: ({ platformRoles }) => (
              <span className="flex flex-wrap gap-1">
                {platformRoles.length === 0 ? <span className="text-text-muted">{t("noRole")}</span> : null}
                {platformRoles.map((role) => (
                  <Badge key={role} tone="admin">
                    {t(`roleNames.${role}`)}
                  </Badge>
                ))}
              </span>
            ),
          },
          { id: "seen", header: t("seen"), cell: ({ seenAt }) => ago(seenAt) },
          { id: "created", header: t("created"), cell: ({ createdAt }) => ago(createdAt) },
          {
            id: "actions",
            header: t("actions"),
            isActions: true,
            cell: (user) => <UserActions username={user.name} state={stateOf(user)} roles={user.platformRoles} />,
          },
        ]}
      />
    </Words>
  );
}

function Who({ user: { name, displayName, email, deletedAt } }: { user: User }) {
  return (
    <span className="flex min-w-0 items-center gap-3">
      <Avatar name={name} size="md" />
      <span className="grid min-w-0">
        <span className="truncate">
          {deletedAt === null ? (
            <Link href={`/${name}`} className="rounded-mark font-medium hover:underline">
              {name}
            </Link>
          ) : (
            <span className="font-medium">{name}</span>
          )}
          {displayName === name ? null : <span className="text-text-muted"> {displayName}</span>}
        </span>
        <span className="text-caption text-text-muted truncate">{email}</span>
      </span>
    </span>
  );
}
