import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import { RecordTable } from "@/components/patterns/record-table";
import { Badge } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import type { ConfigurationAnswer } from "@/server/settings/contract";

/** What the environment fixed: shown, and changed only where the platform is started. */
export async function ConfigurationTable({ items }: z.infer<typeof ConfigurationAnswer>) {
  const t = await getTranslations("adminConfiguration");
  return (
    <Card className="overflow-hidden">
      <CardHeader title={t("title")} description={t("text")} />
      <RecordTable
        label={t("title")}
        rows={items}
        rowId={({ name }) => name}
        columns={[
          {
            id: "name",
            header: t("name"),
            isTitle: true,
            cell: ({ name, about }) => (
              <span className="grid gap-0.5">
                <code className="font-medium">{name}</code>
                <span className="text-caption text-text-muted">{about.replaceAll("`", "")}</span>
              </span>
            ),
          },
          {
            id: "value",
            header: t("value"),
            cell: ({ value, isSecret, isSet }) => {
              if (isSecret) return <span className="text-text-muted">{isSet ? t("secret") : t("unset")}</span>;
              return value ? (
                <code className="break-all">{value}</code>
              ) : (
                <span className="text-text-muted">{t("unset")}</span>
              );
            },
          },
          {
            id: "source",
            header: t("source"),
            cell: ({ isSet }) =>
              isSet ? <Badge tone="info">{t("environment")}</Badge> : <Badge>{t("default")}</Badge>,
          },
        ]}
      />
    </Card>
  );
}
