import { getLocale, getTranslations } from "next-intl/server";
import { AddMember } from "@/components/identity/add-member";
import { MemberRow } from "@/components/identity/member-row";
import { FormSection } from "@/components/patterns/form-section";
import { ListPager } from "@/components/patterns/list-pager";
import { Words } from "@/components/shell/words";
import { type CursorQuery, pageAsked } from "@/server/api/page-cursor";
import { organizationOfPage } from "@/server/api/page-organization";
import { orNotFound } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { requireViewer } from "@/server/api/viewer";

interface Props {
  params: Promise<{ name: string }>;
  searchParams: Promise<CursorQuery>;
}

export async function generateMetadata({ params }: Pick<Props, "params">) {
  const t = await getTranslations("organizations");
  return { title: `${t("memberPages")} · ${(await params).name}` };
}

export default async function MembersPage({ params, searchParams }: Props) {
  const [path, asked, { username }] = await Promise.all([params, pageAsked(searchParams), requireViewer()]);
  const { name, role, memberCount } = await organizationOfPage(path.name);
  const [t, locale, { items, nextCursor }] = await Promise.all([
    getTranslations("organizations"),
    getLocale(),
    orNotFound(api.identity.listMembers({ name, ...asked })),
  ]);
  const clock = { now: new Date().toISOString(), locale };
  const isWhole = nextCursor === null && asked.cursor === undefined;
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
        <ListPager path={`/organizations/${name}/members`} query={{ cursor: asked.cursor }} nextCursor={nextCursor} />
      </FormSection>
      {role === "owner" || role === "admin" ? (
        <FormSection title={t("addMember")} description={t("addMemberText")}>
          <AddMember organization={name} ownRole={role} />
        </FormSection>
      ) : null}
    </Words>
  );
}
