import { notFound } from "next/navigation";
import { cache } from "react";
import { KeyBudgetsCard } from "@/components/gateway/key-budgets-card";
import { KeyHeader } from "@/components/gateway/key-header";
import { PageBody } from "@/components/shell/page-body";
import { Words } from "@/components/shell/words";
import { contextOfPage } from "@/server/api/page-context";
import { orNotFound } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { requireViewer } from "@/server/api/viewer";
import { GetApiKeyInput } from "@/server/gateway/contract";

interface Props {
  params: Promise<{ id: string }>;
}

const keyOf = cache(async (keyId: string) => {
  if (!GetApiKeyInput.safeParse({ keyId }).success) notFound();
  return orNotFound(api.gateway.getApiKey({ keyId }));
});

export async function generateMetadata({ params }: Props) {
  const { name } = await keyOf((await params).id);
  return { title: name };
}

export default async function ApiKeyPage({ params }: Props) {
  const [{ id }, { site, now }] = await Promise.all([params, contextOfPage(), requireViewer()]);
  const key = await keyOf(id);
  return (
    <Words namespaces={["apiKeys", "stepUp"]}>
      <PageBody>
        <KeyHeader apiKey={key} now={now().toISOString()} />
        <KeyBudgetsCard apiKey={key} currency={site.currency} />
      </PageBody>
    </Words>
  );
}
