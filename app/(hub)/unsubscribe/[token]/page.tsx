import { getTranslations } from "next-intl/server";
import { EndMails } from "@/components/notifications/end-mails";
import { PageHeader } from "@/components/patterns/page-header";
import { PageBody } from "@/components/shell/page-body";
import { Words } from "@/components/shell/words";

export async function generateMetadata() {
  // The address is a right: it is not told to other sites.
  return { title: (await getTranslations("endMails"))("title"), referrer: "no-referrer" };
}

export default async function UnsubscribePage({ params }: { params: Promise<{ token: string }> }) {
  const [{ token }, t] = await Promise.all([params, getTranslations("endMails")]);
  return (
    <PageBody>
      <PageHeader title={t("title")} description={t("text")} />
      <Words namespaces={["endMails"]}>
        <EndMails token={token} />
      </Words>
    </PageBody>
  );
}
