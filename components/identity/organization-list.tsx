import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import type { Organization } from "@/server/identity/contract";

/** The organisations of the viewer, with the role in each. */
export async function OrganizationList({ organizations }: { organizations: readonly z.infer<typeof Organization>[] }) {
  const [t, roles] = await Promise.all([getTranslations("organizations"), getTranslations("organizationRoles")]);
  return (
    <ul className="rounded-card bg-surface-raised divide-y border">
      {organizations.map(({ id, name, displayName, avatarUrl, bio, role, memberCount }) => (
        <li key={id} className="hover:bg-hover relative flex items-center gap-4 px-4 py-3">
          <Avatar name={name} src={avatarUrl} shape="organisation" size="md" />
          <div className="grid min-w-0 flex-1 gap-0.5">
            <p className="text-small flex min-w-0 flex-wrap items-center gap-x-2">
              <Link href={`/organizations/${name}/members`} className="font-medium after:absolute after:inset-0">
                {displayName}
              </Link>
              {name === displayName ? null : <span className="text-text-muted font-mono">{name}</span>}
            </p>
            {bio ? <p className="text-caption text-text-muted truncate">{bio}</p> : null}
          </div>
          <span className="text-caption text-text-muted hidden tabular-nums sm:inline">
            {t("members", { count: memberCount })}
          </span>
          {role ? <Badge>{roles(`${role}.name`)}</Badge> : null}
        </li>
      ))}
    </ul>
  );
}
