import { getTranslations } from "next-intl/server";
import { OrganizationForm } from "@/components/identity/organization-form";
import { PageHeader } from "@/components/patterns/page-header";
import { PageBody } from "@/components/shell/page-body";
import { Words } from "@/components/shell/words";
import { requireViewer } from "@/server/api/viewer";

export async function generateMetadata() {
  return { title: (await getTranslations("organizations"))("create") };
}

export default async function NewOrganizationPage() {
  const [t] = await Promise.all([getTranslations("organizations"), requireViewer()]);
  return (
    <PageBody>
      <PageHeader title={t("create")} description={t("createText")} />
      <Words namespaces={["organizations", "refusals"]}>
        <OrganizationForm />
      </Words>
    </PageBody>
  );
}
