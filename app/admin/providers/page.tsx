import { Cloud } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { ListFrame } from "@/components/admin/list-frame";
import { ProviderCard } from "@/components/gateway/providers/provider-card";
import { AddProvider } from "@/components/gateway/providers/provider-dialog";
import { EmptyState } from "@/components/patterns/empty-state";
import { listAddress } from "@/components/patterns/list-address";
import { PageHeader } from "@/components/patterns/page-header";
import { postCommand } from "@/components/patterns/post-command";
import { SearchForm } from "@/components/patterns/search-form";
import { PageBody } from "@/components/shell/page-body";
import { Words } from "@/components/shell/words";
import { contextOfPage } from "@/server/api/page-context";
import { filterOfPage, listOfPage, type PageQuery } from "@/server/api/page-list";
import { titleOf } from "@/server/api/page-title";
import { api } from "@/server/api/rsc";
import { ListProvidersInput } from "@/server/gateway/contract/provider";

const PATH = "/admin/providers";

/** Ollama beside the platform: it takes no key. */
const EXAMPLE = { kind: "openai-compatible", name: "ollama", baseUrl: "http://127.0.0.1:11434/v1" };

export const generateMetadata = titleOf("adminProviders");

export default async function ProvidersPage({ searchParams }: { searchParams: PageQuery }) {
  const [t, asked, { site }] = await Promise.all([getTranslations("adminProviders"), searchParams, contextOfPage()]);
  const query = filterOfPage(ListProvidersInput, asked);
  const firstPage = listAddress(PATH, { ...query, cursor: undefined });
  const { items, nextCursor } = await listOfPage(api.gateway.listProviders(query), firstPage);
  const isFiltered = Boolean(query.search);
  const command = postCommand(`${site.origin}/api/v1/admin/providers`, EXAMPLE);
  return (
    <PageBody>
      <Words namespaces={["providerDialog", "providerModelDialog", "providerActions"]}>
        <PageHeader title={t("title")} description={t("text")} actions={<AddProvider />} />
        <ListFrame
          {...{ path: PATH, query, nextCursor, count: items.length }}
          toolbar={<SearchForm label={t("search")} path={PATH} query={query} />}
          empty={
            <EmptyState
              icon={Cloud}
              title={t(isFiltered ? "noneFits" : "none")}
              {...(isFiltered ? {} : { docs: { href: "/docs/api", label: t("docs") }, command })}
            >
              {t(isFiltered ? "noneFitsText" : "noneText")}
            </EmptyState>
          }
        >
          <ul className="divide-y">
            {items.map((provider) => (
              <li key={provider.id}>
                <ProviderCard provider={provider} currency={site.currency} />
              </li>
            ))}
          </ul>
        </ListFrame>
      </Words>
    </PageBody>
  );
}
