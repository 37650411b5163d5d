import { Webhook } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/patterns/empty-state";
import { FormSection } from "@/components/patterns/form-section";
import { ListPager } from "@/components/patterns/list-pager";
import { Words } from "@/components/shell/words";
import { WebhookForm } from "@/components/webhooks/webhook-form";
import { WebhookRow } from "@/components/webhooks/webhook-row";
import { type CursorQuery, pageAsked } from "@/server/api/page-cursor";
import { orNotFound } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { requireViewer } from "@/server/api/viewer";

export async function generateMetadata() {
  return { title: (await getTranslations("webhooks"))("title") };
}

interface Props {
  searchParams: Promise<CursorQuery>;
}

export default async function WebhooksPage({ searchParams }: Props) {
  const [asked, viewer] = await Promise.all([pageAsked(searchParams), requireViewer()]);
  const [t, { items, nextCursor }] = await Promise.all([
    getTranslations("webhooks"),
    orNotFound(api.webhooks.listWebhooks(asked)),
  ]);
  return (
    <Words namespaces={["webhookForm", "webhookRow"]}>
      <FormSection title={t("title")} description={t("about")}>
        {items.length === 0 ? (
          <EmptyState icon={Webhook} title={t("none")} headingLevel="h3" className="rounded-card border">
            {t("noneText")}
          </EmptyState>
        ) : (
          <ul className="rounded-card bg-surface-raised divide-y border">
            {items.map((webhook) => (
              <WebhookRow key={webhook.id} webhook={webhook} />
            ))}
          </ul>
        )}
        <ListPager path="/settings/webhooks" query={{ cursor: asked.cursor }} nextCursor={nextCursor} />
      </FormSection>
      <FormSection title={t("add")} description={t("addText")}>
        <WebhookForm username={viewer.username} />
      </FormSection>
    </Words>
  );
}
