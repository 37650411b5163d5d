import { getLocale, getTranslations } from "next-intl/server";
import { CopyButton } from "@/components/ui/copy-button";
import { Count } from "@/components/ui/count";
import { Money } from "@/components/ui/money";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusDot } from "@/components/ui/status-dot";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow, TableScroll } from "@/components/ui/table";
import type { GatewayRequest } from "@/server/gateway/contract";
import { NoCalls } from "./no-calls";

const TONES = { completed: "success", cancelled: "idle", failed: "danger", lost: "danger" } as const;
const COLUMNS = ["time", "model", "key", "outcome"] as const;
const FIGURES = ["input", "output", "first", "duration"] as const;

interface Props {
  requests: readonly GatewayRequest[];
  /** ISO 8601. */
  now: string;
}

/** Single calls, newest first, with what each cost. */
export async function RequestTable({ requests, now }: Props) {
  const t = await getTranslations("usage");
  if (requests.length === 0) return <NoCalls />;
  return (
    <TableScroll label={t("views.requests")}>
      <Table className="whitespace-nowrap">
        <TableHead>
          <TableRow>
            {COLUMNS.map((name) => (
              <TableHeaderCell key={name}>{t(`columns.${name}`)}</TableHeaderCell>
            ))}
            {FIGURES.map((name) => (
              <TableHeaderCell key={name} align="right">
                {t(`columns.${name}`)}
              </TableHeaderCell>
            ))}
            <TableHeaderCell align="right">{t("cost")}</TableHeaderCell>
            <TableHeaderCell>{t("columns.id")}</TableHeaderCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {requests.map((request) => (
            <RequestRow key={request.id} request={request} now={now} />
          ))}
        </TableBody>
      </Table>
    </TableScroll>
  );
}

async function RequestRow({ request, now }: { request: GatewayRequest; now: string }) {
  const [t, locale] = await Promise.all([getTranslations("usage"), getLocale()]);
  const { id, startedAt, key, keyName, model, outcome, cost, currency, ttftMs, latencyMs } = request;
  return (
    <TableRow>
      <TableCell>
        <RelativeTime at={startedAt.toISOString()} now={now} locale={locale} />
      </TableCell>
      <TableCell>{model}</TableCell>
      <TableCell>{keyName ?? (key ? t("deletedKey") : t("noKey"))}</TableCell>
      <TableCell>
        <StatusDot tone={TONES[outcome]} label={t(`outcomes.${outcome}`)} />
      </TableCell>
      <TableCell align="right">
        <Count value={request.inputTokens} locale={locale} />
      </TableCell>
      <TableCell align="right">
        <Count value={request.outputTokens} locale={locale} />
      </TableCell>
      <TableCell align="right">{ttftMs === null ? "–" : t("ms", { ms: ttftMs })}</TableCell>
      <TableCell align="right">{t("ms", { ms: latencyMs })}</TableCell>
      <TableCell align="right">
        <Money amount={cost} currency={currency} locale={locale} />
      </TableCell>
      <TableCell>
        <CopyButton text={id} label={t("copyId")} size="xs" />
      </TableCell>
    </TableRow>
  );
}
