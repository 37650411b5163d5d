import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import { PageHeader } from "@/components/patterns/page-header";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { TextLink } from "@/components/ui/text-link";
import type { Organization } from "@/server/identity/contract";

export async function OrganizationHeader({ organization }: { organization: z.infer<typeof Organization> }) {
  const [t, roles] = await Promise.all([getTranslations("organizations"), getTranslations("organizationRoles")]);
  const { name, displayName, avatarUrl, bio, role } = organization;
  return (
    <div className="flex items-start gap-4">
      <Avatar name={name} src={avatarUrl} shape="organisation" size="lg" />
      <PageHeader
        className="flex-1"
        breadcrumb={
          <TextLink href="/organizations" tone="muted" className="text-small justify-self-start">
            {t("title")}
          </TextLink>
        }
        title={displayName}
        description={bio || null}
        aside={
          <>
            {displayName === name ? null : <span className="text-small text-text-muted font-mono">{name}</span>}
            {role ? <Badge>{roles(`${role}.name`)}</Badge> : null}
          </>
        }
        actions={
          <Button asChild>
            <Link href={`/${name}`}>{t("publicPage")}</Link>
          </Button>
        }
      />
    </div>
  );
}
