import { getTranslations } from "next-intl/server";
import { Badge } from "@/components/ui/badge";
import { StatusDot } from "@/components/ui/status-dot";
import type { Provider } from "@/server/gateway/contract/provider";
import { AddModel } from "./model-dialog";
import { ModelTable } from "./model-table";
import { ProviderActions } from "./provider-actions";

interface Props {
  provider: Provider;
  /** Of the installation: prices are typed in it. */
  currency: string;
}

/** One provider: where it is, who may call it, and what it serves at which prices. */
export async function ProviderCard({ provider, currency }: Props) {
  const t = await getTranslations("adminProviders");
  const { id, name, kind, baseUrl, isEnabled, hasCredential, headerNames, organizations, models } = provider;
  const titleId = `provider-${id}`;
  return (
    <article aria-labelledby={titleId} className="grid grid-cols-1 gap-3 py-4">
      <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-4">
        <div className="grid min-w-0 gap-1">
          <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
            <h2 id={titleId} className="text-body min-w-0 font-medium break-words">
              {name}
            </h2>
            <Badge>{t(`kinds.${kind}`)}</Badge>
            <StatusDot tone={isEnabled ? "success" : "idle"} label={t(isEnabled ? "on" : "off")} />
          </div>
          <p className="text-small text-text-muted font-mono break-all">{baseUrl}</p>
          <p className="text-caption text-text-muted">
            {t(hasCredential ? "hasKey" : "hasNoKey")}
            {headerNames.length > 0 ? ` · ${t("headers", { names: headerNames.join(", ") })}` : null}
            {" · "}
            {organizations.length > 0 ? t("forSome", { names: organizations.join(", ") }) : t("forAll")}
          </p>
        </div>
        <ProviderActions provider={provider} />
      </header>
      {models.length > 0 ? (
        <ModelTable provider={provider} currency={currency} />
      ) : (
        <p className="text-small text-text-muted px-4">{t("noModels")}</p>
      )}
      <div className="px-4">
        <AddModel provider={{ id, name }} currency={currency} />
      </div>
    </article>
  );
}
