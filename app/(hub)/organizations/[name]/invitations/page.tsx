import { getLocale, getTranslations } from "next-intl/server";
import { InvitationForm } from "@/components/identity/invitation-form";
import { InvitationRow } from "@/components/identity/invitation-row";
import { NotLed } from "@/components/identity/not-led";
import { FormSection } from "@/components/patterns/form-section";
import { ListPager } from "@/components/patterns/list-pager";
import { Words } from "@/components/shell/words";
import { type CursorQuery, pageAsked } from "@/server/api/page-cursor";
import { ledOrganizationOfPage } from "@/server/api/page-organization";
import { orNotFound } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { requireViewer } from "@/server/api/viewer";

interface Props {
  params: Promise<{ name: string }>;
  searchParams: Promise<CursorQuery>;
}

export async function generateMetadata({ params }: Pick<Props, "params">) {
  const t = await getTranslations("organizations");
  return { title: `${t("invitations")} · ${(await params).name}` };
}

export default async function InvitationsPage({ params, searchParams }: Props) {
  const [asked] = await Promise.all([pageAsked(searchParams), requireViewer()]);
  const organization = await ledOrganizationOfPage((await params).name);
  if (!organization) return <NotLed />;
  const { name, role } = organization;
  const [t, locale, { items, nextCursor }] = await Promise.all([
    getTranslations("organizations"),
    getLocale(),
    orNotFound(api.identity.listInvitations({ name, ...asked })),
  ]);
  const clock = { now: new Date().toISOString(), locale };
  return (
    <Words namespaces={["invitationSettings", "organizationRoles", "refusals"]}>
      <FormSection title={t("invite")} description={t("inviteText")}>
        <InvitationForm organization={name} ownRole={role ?? "read"} />
      </FormSection>
      <FormSection title={t("openInvitations")} description={t("openInvitationsText")}>
        {items.length === 0 ? (
          <p className="rounded-card text-small text-text-muted border p-4">{t("noInvitations")}</p>
        ) : (
          <ul className="rounded-card bg-surface-raised divide-y border">
            {items.map((invitation) => (
              <InvitationRow key={invitation.id} organization={name} invitation={invitation} clock={clock} />
            ))}
          </ul>
        )}
        <ListPager
          path={`/organizations/${name}/invitations`}
          query={{ cursor: asked.cursor }}
          nextCursor={nextCursor}
        />
      </FormSection>
    </Words>
  );
}
