import { getTranslations } from "next-intl/server";
import { ApiReference } from "@/components/api/api-reference";
import { PageHeader } from "@/components/patterns/page-header";
import { PageBody } from "@/components/shell/page-body";
import { Words } from "@/components/shell/words";
import { Button } from "@/components/ui/button";
import "./api-reference.css";

export async function generateMetadata() {
  const t = await getTranslations("apiDocs");
  return { title: t("title") };
}

export default async function ApiPage() {
  const t = await getTranslations("apiDocs");
  return (
    <PageBody>
      <PageHeader
        title={t("title")}
        description={t("about")}
        actions={
          <Button asChild>
            <a href="/api/v1/openapi.json">{t("document")}</a>
          </Button>
        }
      />
      <Words namespaces={["apiReference"]}>
        <ApiReference />
      </Words>
    </PageBody>
  );
}
