import { useFormatter, useLocale, useTranslations } from "next-intl";
import { MetadataList } from "@/components/patterns/metadata-list";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ApiKeyDetails } from "@/server/gateway/contract";
import { RetireOldSecret } from "./retire-old-secret";
import { RotateApiKey } from "./rotate-api-key";

interface Props {
  apiKey: ApiKeyDetails;
  origin: string;
  model: string;
  /** ISO 8601. */
  now: string;
}

/** Which secret a key has, and which one still works beside it. */
export function KeySecretCard({ apiKey, origin, model, now }: Props) {
  const t = useTranslations("apiKeys");
  const locale = useLocale();
  const format = useFormatter();
  const { id, prefix, secretSince, oldSecret, can } = apiKey;
  const since = <RelativeTime at={secretSince.toISOString()} now={now} locale={locale} />;
  const until =
    oldSecret && format.dateTime(oldSecret.worksUntil, { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });
  return (
    <Card>
      <CardHeader
        title={t("secret")}
        description={t("secretText")}
        actions={can.manage ? <RotateApiKey {...{ apiKey, origin, model }} /> : null}
      />
      <CardBody className="grid gap-4">
        <MetadataList
          items={[
            { term: t("begins"), value: <code className="text-caption font-mono">{prefix}…</code> },
            { term: t("secretSince"), value: since },
            ...(oldSecret
              ? [
                  { term: t("oldSecret"), value: <code className="text-caption font-mono">{oldSecret.prefix}…</code> },
                  { term: t("worksUntil"), value: t("untilUtc", { until: until ?? "" }) },
                ]
              : []),
          ]}
        />
        {oldSecret && can.manage ? (
          <div>
            <RetireOldSecret id={id} prefix={oldSecret.prefix} />
          </div>
        ) : null}
      </CardBody>
    </Card>
  );
}
