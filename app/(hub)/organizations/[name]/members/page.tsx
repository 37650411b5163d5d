import { getLocale, getTranslations } from "next-intl/server";
import { AddMember } from "@/components/identity/add-member";
import { MemberRow } from "@/components/identity/member-row";
import { FormSection } from "@/components/patterns/form-section";
import { Words } from "@/components/shell/words";
import { TextLink } from "@/components/ui/text-link";
import { organizationOfPage } from "@/server/api/page-organization";
import { api } from "@/server/api/rsc";
import { requireViewer } from "@/server/api/viewer";

interface Props {
  params: Promise<{ name: string }>;
  searchParams: Promise<{ cursor?: string | string[] }>;
}

export async function generateMetadata({ params }: Props) {
  const t = await getTranslations("organizations");
  return { title: `${t("memberPages")} · ${(await params).name}` };
}

export default async function MembersPage({ params, searchParams }: Props) {
  const [{ name: asked }, { cursor }, { username }] = await Promise.all([params, searchParams, requireViewer()]);
  const { name, role, memberCount } = await organizationOfPage(asked);
  const [t, locale, { items, nextCursor }] = await Promise.all([
    getTranslations("organizations"),
    getLocale(),
    api.identity.listMembers({ name, limit: 50, ...(typeof cursor === "string" && { cursor }) }),
  ]);
  const clock = { now: new Date().toISOString(), locale };
  const isWhole = nextCursor === null && cursor === undefined;
  const isSoleOwner = role === "owner" && isWhole && items.filter((one) => one.role === "owner").length === 1;
  return (
    <Words namespaces={["memberSettings", "organizationRoles", "refusals"]}>
      <FormSection title={t("memberPages")} description={t("members", { count: memberCount })}>
        <ul className="rounded-card bg-surface-raised divide-y border">
          {items.map((member) => (
            <MemberRow
              key={member.user.id}
              organization={name}
              member={member}
              viewer={{ username, role, isSoleOwner }}
              clock={clock}
            />
          ))}
        </ul>
        {nextCursor ? (
          <TextLink href={`?cursor=${encodeURIComponent(nextCursor)}`} className="text-small justify-self-start">
            {t("more")}
          </TextLink>
        ) : null}
      </FormSection>
      {role === "owner" || role === "admin" ? (
        <FormSection title={t("addMember")} description={t("addMemberText")}>
          <AddMember organization={name} ownRole={role} />
        </FormSection>
      ) : null}
    </Words>
  );
}
