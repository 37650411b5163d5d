import { useLocale, useTranslations } from "next-intl";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ApiKeyDetails } from "@/server/gateway/contract";
import { DeleteApiKey } from "./delete-api-key";
import { KeyStatus } from "./key-status";
import { SwitchApiKey } from "./switch-api-key";

const LIST = "/console/api-keys";

interface Props {
  apiKey: ApiKeyDetails;
  /** ISO 8601. */
  now: string;
}

export function KeyHeader({ apiKey, now }: Props) {
  const { id, name, prefix, owner, lastUsedAt, disabledAt, can } = apiKey;
  const t = useTranslations("apiKeys");
  const locale = useLocale();
  return (
    <PageHeader
      breadcrumb={<Breadcrumb label={t("place")} crumbs={[{ label: t("title"), href: LIST }, { label: name }]} />}
      title={<span className="break-all">{name}</span>}
      description={
        <span className="text-small flex flex-wrap items-center gap-x-3 gap-y-1">
          <code className="text-caption font-mono">{prefix}…</code>
          <span>{t("paidBy", { owner })}</span>
          {lastUsedAt ? (
            <span className="flex gap-1">
              {t("lastUsed")} <RelativeTime at={lastUsedAt.toISOString()} now={now} locale={locale} />
            </span>
          ) : (
            <span>{t("neverUsed")}</span>
          )}
        </span>
      }
      aside={<KeyStatus apiKey={apiKey} />}
      actions={
        can.manage ? (
          <>
            <SwitchApiKey id={id} name={name} isDisabled={disabledAt !== null} />
            <DeleteApiKey id={id} name={name} leadsTo={LIST} />
          </>
        ) : null
      }
    />
  );
}
