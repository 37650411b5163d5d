import { getTranslations } from "next-intl/server";
import { DeleteOrganization } from "@/components/identity/delete-organization";
import { NotLed } from "@/components/identity/not-led";
import { OrganizationProfile } from "@/components/identity/organization-profile";
import { ReadmeForm } from "@/components/identity/readme-form";
import { TransferOwnership } from "@/components/identity/transfer-ownership";
import { FormSection } from "@/components/patterns/form-section";
import { Words } from "@/components/shell/words";
import { ledOrganizationOfPage } from "@/server/api/page-organization";
import { api } from "@/server/api/rsc";
import { requireViewer } from "@/server/api/viewer";

interface Props {
  params: Promise<{ name: string }>;
}

export async function generateMetadata({ params }: Props) {
  const t = await getTranslations("organizations");
  return { title: `${t("settings")} · ${(await params).name}` };
}

export default async function OrganizationSettingsPage({ params }: Props) {
  const { username } = await requireViewer();
  const organization = await ledOrganizationOfPage((await params).name);
  if (!organization) return <NotLed />;
  const { name, displayName, bio, website, avatarUrl, role } = organization;
  const [t, { items }, { source }] = await Promise.all([
    getTranslations("organizations"),
    api.identity.listMembers({ name, limit: 100 }),
    api.identity.getReadme({ name }),
  ]);
  const heirs = items.filter(({ user }) => user.name !== username).map(({ user }) => user);
  return (
    <Words namespaces={["organizationSettings", "profileForm", "refusals", "stepUp"]}>
      <FormSection title={t("profile")} description={t("profileText")}>
        <OrganizationProfile name={name} facts={{ displayName, bio, website }} avatarUrl={avatarUrl} />
      </FormSection>
      <FormSection title={t("readme")} description={t("readmeText")}>
        <ReadmeForm name={name} source={source} />
      </FormSection>
      {role === "owner" ? (
        <>
          <FormSection title={t("handOver")} description={t("handOverText")}>
            <TransferOwnership
              organization={name}
              heirs={heirs.map((heir) => ({ name: heir.name, displayName: heir.displayName }))}
            />
          </FormSection>
          <FormSection title={t("delete")} description={t("deleteText")}>
            <DeleteOrganization name={name} />
          </FormSection>
        </>
      ) : null}
    </Words>
  );
}
