import { Webhook } from "lucide-react";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/patterns/empty-state";
import { FormSection } from "@/components/patterns/form-section";
import { ListPager } from "@/components/patterns/list-pager";
import { Words } from "@/components/shell/words";
import { TextLink } from "@/components/ui/text-link";
import { DeliveryList } from "@/components/webhooks/delivery-list";
import { WebhookRow } from "@/components/webhooks/webhook-row";
import { type CursorQuery, pageAsked } from "@/server/api/page-cursor";
import { orNotFound } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { requireViewer } from "@/server/api/viewer";
import { WebhookAddress } from "@/server/webhooks/contract";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<CursorQuery>;
}

export async function generateMetadata() {
  return { title: (await getTranslations("webhooks"))("one") };
}

export default async function WebhookPage({ params, searchParams }: Props) {
  const [asked, given] = await Promise.all([pageAsked(searchParams), params, requireViewer()]);
  const address = WebhookAddress.safeParse(given).data ?? notFound();
  const [t, locale, webhook, { items, nextCursor }] = await Promise.all([
    getTranslations("webhooks"),
    getLocale(),
    orNotFound(api.webhooks.getWebhook(address)),
    orNotFound(api.webhooks.listDeliveries({ ...asked, ...address })),
  ]);
  return (
    <Words namespaces={["webhookRow", "deliveries"]}>
      <div className="grid gap-1 pb-4">
        <h2 className="text-lead">{t("one")}</h2>
        <TextLink href="/settings/webhooks" className="text-small justify-self-start">
          {t("back")}
        </TextLink>
      </div>
      <ul className="rounded-card bg-surface-raised mb-8 border">
        <WebhookRow webhook={webhook} />
      </ul>
      <FormSection title={t("deliveries")} description={t("deliveriesText")}>
        {items.length === 0 ? (
          <EmptyState icon={Webhook} title={t("noDeliveries")} headingLevel="h3" className="rounded-card border">
            {t("noDeliveriesText")}
          </EmptyState>
        ) : (
          <DeliveryList webhookId={webhook.id} deliveries={items} now={new Date().toISOString()} locale={locale} />
        )}
        <ListPager path={`/settings/webhooks/${webhook.id}`} query={{ cursor: asked.cursor }} nextCursor={nextCursor} />
      </FormSection>
    </Words>
  );
}
