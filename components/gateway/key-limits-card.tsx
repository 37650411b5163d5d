import { useFormatter, useTranslations } from "next-intl";
import { MetadataList } from "@/components/patterns/metadata-list";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { ApiKeyDetails } from "@/server/gateway/contract";
import { ChangeKeyLimits } from "./change-key-limits";
import { KEY_ENDPOINTS } from "./key-endpoints";

/** What a key may do, beside what it may spend. */
export function KeyLimitsCard({ apiKey }: { apiKey: ApiKeyDetails }) {
  const t = useTranslations("apiKeys");
  const format = useFormatter();
  const { limits, can } = apiKey;
  const amount = (value: number | null) => (value === null ? t("unlimited") : format.number(value));
  const paths = KEY_ENDPOINTS.filter(({ endpoint }) => limits.endpoints?.includes(endpoint)).map(({ path }) => path);
  return (
    <Card>
      <CardHeader
        title={t("limitsHeading")}
        description={t("limitsAbout")}
        actions={can.manage ? <ChangeKeyLimits apiKey={apiKey} /> : null}
      />
      <CardBody>
        <MetadataList
          items={[
            { term: t("limits.models"), value: <Names names={limits.models} all={t("allModels")} /> },
            {
              term: t("limits.endpoints"),
              value: <Names names={limits.endpoints === null ? null : paths} all={t("allEndpoints")} />,
            },
            { term: t("limits.networks"), value: <Names names={limits.networks} all={t("anywhere")} /> },
            { term: t("limits.requestsPerMinute"), value: amount(limits.requestsPerMinute) },
            { term: t("limits.tokensPerMinute"), value: amount(limits.tokensPerMinute) },
            { term: t("limits.parallelCalls"), value: amount(limits.parallelCalls) },
          ]}
        />
      </CardBody>
    </Card>
  );
}

function Names({ names, all }: { names: readonly string[] | null; all: string }) {
  if (names === null) return all;
  return (
    <ul className="grid gap-0.5">
      {names.map((name) => (
        <li key={name} className="text-caption font-mono break-all">
          {name}
        </li>
      ))}
    </ul>
  );
}
