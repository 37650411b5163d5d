import { notFound } from "next/navigation";
import { cache } from "react";
import { BudgetConsumers } from "@/components/gateway/budget-consumers";
import { readConsumersQuery } from "@/components/gateway/consumers-query";
import { KeyBudgetsCard } from "@/components/gateway/key-budgets-card";
import { KeyHeader } from "@/components/gateway/key-header";
import { KeyLimitsCard } from "@/components/gateway/key-limits-card";
import { KeySecretCard } from "@/components/gateway/key-secret-card";
import { PageBody } from "@/components/shell/page-body";
import { Words } from "@/components/shell/words";
import { contextOfPage } from "@/server/api/page-context";
import { orNotFound } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { requireViewer } from "@/server/api/viewer";
import { GetApiKeyInput } from "@/server/gateway/contract";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const CONSUMERS = 10;

const keyOf = cache(async (keyId: string) => {
  if (!GetApiKeyInput.safeParse({ keyId }).success) notFound();
  return orNotFound(api.gateway.getApiKey({ keyId }));
});

export async function generateMetadata({ params }: Props) {
  const { name } = await keyOf((await params).id);
  return { title: name };
}

export default async function ApiKeyPage({ params, searchParams }: Props) {
  const [{ id }, said, { site, now }] = await Promise.all([params, searchParams, contextOfPage(), requireViewer()]);
  const key = await keyOf(id);
  const query = readConsumersQuery(said, key);
  const [{ items }, models] = await Promise.all([
    api.gateway.listBudgetConsumers({ keyId: id, ...query, limit: CONSUMERS }),
    api.gateway.listCallableModels({ limit: 1 }),
  ]);
  const model = key.limits.models?.[0] ?? models.items[0]?.model ?? "owner/name";
  const at = now().toISOString();
  return (
    <Words namespaces={["apiKeys", "stepUp"]}>
      <PageBody>
        <KeyHeader apiKey={key} now={at} />
        <KeyBudgetsCard apiKey={key} currency={site.currency} />
        <BudgetConsumers apiKey={key} query={query} items={items} />
        <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-2">
          <KeyLimitsCard apiKey={key} />
          <KeySecretCard apiKey={key} origin={site.origin} model={model} now={at} />
        </div>
      </PageBody>
    </Words>
  );
}
