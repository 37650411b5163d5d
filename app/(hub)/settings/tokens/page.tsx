import { KeyRound } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { TokenForm } from "@/components/identity/token-form";
import { TokenRow } from "@/components/identity/token-row";
import { EmptyState } from "@/components/patterns/empty-state";
import { FormSection } from "@/components/patterns/form-section";
import { ListPager } from "@/components/patterns/list-pager";
import { Words } from "@/components/shell/words";
import { contextOfPage } from "@/server/api/page-context";
import { type CursorQuery, pageAsked } from "@/server/api/page-cursor";
import { orNotFound } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { placesOfTokens } from "@/server/api/token-places";
import { requireViewer } from "@/server/api/viewer";

export async function generateMetadata() {
  return { title: (await getTranslations("settings"))("tokens") };
}

interface Props {
  searchParams: Promise<CursorQuery>;
}

export default async function TokensPage({ searchParams }: Props) {
  const [viewer, asked] = await Promise.all([requireViewer(), pageAsked(searchParams)]);
  const [t, locale, { site }, { items, nextCursor }, { permissions }, places] = await Promise.all([
    getTranslations("settings"),
    getLocale(),
    contextOfPage(),
    orNotFound(api.identity.listTokens(asked)),
    api.identity.getTokenPermissions({}),
    placesOfTokens(),
  ]);
  const now = new Date().toISOString();
  const names = Object.fromEntries(places.map(({ id, name }) => [id, name]));
  return (
    <Words namespaces={["tokenSettings", "refusals", "stepUp"]}>
      <FormSection title={t("tokens")} description={t("tokensText")}>
        {items.length === 0 ? (
          <EmptyState icon={KeyRound} title={t("noTokens")} headingLevel="h3" className="rounded-card border">
            {t("noTokensText")}
          </EmptyState>
        ) : (
          <ul className="rounded-card bg-surface-raised divide-y border">
            {items.map((token) => (
              <TokenRow key={token.id} token={token} names={names} clock={{ now, locale }} />
            ))}
          </ul>
        )}
        <ListPager path="/settings/tokens" query={{ cursor: asked.cursor }} nextCursor={nextCursor} />
      </FormSection>
      <FormSection title={t("newToken")} description={t("newTokenText")}>
        <TokenForm
          origin={site.origin}
          username={viewer.username}
          places={places}
          permissions={permissions.filter((name) => viewer.isOperator || !name.startsWith("platform."))}
        />
      </FormSection>
    </Words>
  );
}
