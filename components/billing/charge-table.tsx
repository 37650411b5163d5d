import Link from "next/link";
import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/patterns/empty-state";
import { Button } from "@/components/ui/button";
import { Count } from "@/components/ui/count";
import { Money } from "@/components/ui/money";
import { StatusDot } from "@/components/ui/status-dot";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow, TableScroll } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { Charge } from "@/server/billing/contract";

const FIGURES = ["replicas", "minutes", "perMinute", "cost"] as const;

/** Uninterrupted runs of deployments and what their minutes cost. */
export async function ChargeTable({ charges }: { charges: readonly Charge[] }) {
  const t = await getTranslations("charges");
  if (charges.length === 0) {
    const deploy = (
      <Button asChild>
        <Link href="/console/deployments/new">{t("deploy")}</Link>
      </Button>
    );
    return (
      <EmptyState title={t("nothing")} action={deploy}>
        {t("nothingText")}
      </EmptyState>
    );
  }
  return (
    <TableScroll label={t("title")}>
      <Table className="whitespace-nowrap">
        <TableHead>
          <TableRow>
            <TableHeaderCell>{t("instance")}</TableHeaderCell>
            <TableHeaderCell>{t("started")}</TableHeaderCell>
            <TableHeaderCell>{t("ended")}</TableHeaderCell>
            {FIGURES.map((name) => (
              <TableHeaderCell key={name} align="right">
                {t(name)}
              </TableHeaderCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {charges.map((charge) => (
            <ChargeRow key={charge.id} charge={charge} />
          ))}
        </TableBody>
      </Table>
    </TableScroll>
  );
}

async function ChargeRow({ charge }: { charge: Charge }) {
  const [t, format, locale] = await Promise.all([getTranslations("charges"), getFormatter(), getLocale()]);
  const { instanceId, label, sku, startedAt, endedAt, replicas, minutes, pricePerMinute, cost, currency } = charge;
  const moment = (at: Date) => format.dateTime(at, { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });
  return (
    <TableRow>
      <TableCell>
        <TextLink href={`/console/deployments/${instanceId}`} tone="plain" className="font-medium">
          {label}
        </TextLink>
        <span className="text-caption text-text-muted block">{sku}</span>
      </TableCell>
      <TableCell>{moment(startedAt)}</TableCell>
      <TableCell>{endedAt ? moment(endedAt) : <StatusDot tone="success" label={t("running")} />}</TableCell>
      <TableCell align="right">{replicas}</TableCell>
      <TableCell align="right">
        <Count value={minutes} locale={locale} />
      </TableCell>
      <TableCell align="right">
        <Money amount={pricePerMinute} currency={currency} locale={locale} />
      </TableCell>
      <TableCell align="right">
        <Money amount={cost} currency={currency} locale={locale} />
      </TableCell>
    </TableRow>
  );
}
