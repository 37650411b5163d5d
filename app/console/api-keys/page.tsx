import { KeyRound } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { ApiKeyTable } from "@/components/gateway/api-key-table";
import { NewApiKey } from "@/components/gateway/new-api-key";
import { EmptyState } from "@/components/patterns/empty-state";
import { ListPager } from "@/components/patterns/list-pager";
import { PageHeader } from "@/components/patterns/page-header";
import { postCommand } from "@/components/patterns/post-command";
import { PageBody } from "@/components/shell/page-body";
import { Words } from "@/components/shell/words";
import { Card } from "@/components/ui/card";
import { contextOfPage } from "@/server/api/page-context";
import { orForbidden } from "@/server/api/refusal";
import { readQuery } from "@/server/api/rest/read-query";
import { api } from "@/server/api/rsc";
import { requireViewer } from "@/server/api/viewer";
import { ListApiKeysInput } from "@/server/gateway/contract";

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata() {
  const t = await getTranslations("apiKeys");
  return { title: t("title") };
}

export default async function ApiKeysPage({ searchParams }: Props) {
  const [t, { owner, accounts }] = await Promise.all([getTranslations("apiKeys"), requireViewer()]);
  const [{ site, now }, query] = await Promise.all([contextOfPage(), searchParams]);
  const { cursor } = ListApiKeysInput.safeParse(readQuery(ListApiKeysInput, query)).data ?? {};
  const [{ items, nextCursor }, models] = await Promise.all([
    orForbidden(api.gateway.listApiKeys({ owner, limit: 50, ...(cursor ? { cursor } : {}) })),
    api.gateway.listCallableModels({ limit: 1 }),
  ]);
  const owners = [owner, ...accounts.map(({ name }) => name).filter((name) => name !== owner)];
  const model = models.items[0]?.model ?? "owner/name";
  const create = <NewApiKey owners={owners} currency={site.currency} origin={site.origin} model={model} />;
  const empty = (
    <EmptyState
      icon={KeyRound}
      title={t("emptyTitle")}
      docs={{ href: "/docs/api", label: t("docs") }}
      command={postCommand(`${site.origin}/api/v1/api-keys`, { name: "first" })}
    >
      {t("emptyText", { owner })}
    </EmptyState>
  );
  return (
    <Words namespaces={["apiKeys", "stepUp"]}>
      <PageBody>
        <PageHeader title={t("title")} description={t("about", { owner })} actions={create} />
        <Card className="overflow-hidden">
          <ApiKeyTable keys={items} now={now().toISOString()} empty={empty} />
        </Card>
        <ListPager
          path="/console/api-keys"
          query={{ cursor }}
          nextCursor={nextCursor}
          summary={t("shown", { count: items.length })}
        />
      </PageBody>
    </Words>
  );
}
