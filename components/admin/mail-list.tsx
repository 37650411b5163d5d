import { getLocale, getTranslations } from "next-intl/server";
import { Words } from "@/components/shell/words";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusDot } from "@/components/ui/status-dot";
import type { Mail } from "@/server/mail/contract";
import { MailActions } from "./mail-actions";

const TONES = { waiting: "warning", sent: "success", failed: "danger" } as const;

interface Props {
  mails: readonly Mail[];
  /** Without one nothing can be sent, only read. */
  hasServer: boolean;
}

/** Letters to people, with what became of them. */
export async function MailList({ mails, hasServer }: Props) {
  const [t, locale] = await Promise.all([getTranslations("adminMails"), getLocale()]);
  const now = new Date().toISOString();
  return (
    <Words namespaces={["adminMailActions", "stepUp"]}>
      <ul aria-label={t("title")} className="divide-y">
        {mails.map(({ id, kind, subject, address, state, error, isKept, createdAt }) => (
          <li key={id} className="text-small flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5">
            <StatusDot tone={TONES[state]} label={t(`states.${state}`)} className="w-28" />
            <span className="min-w-0 flex-1 basis-56">
              <span className="font-medium break-words">{subject}</span>
              <span className="text-caption text-text-muted block break-all">
                {t(`kinds.${kind}`)} · {address}
              </span>
              {error ? <span className="text-caption text-danger block break-words">{error}</span> : null}
            </span>
            <span className="text-caption text-text-muted tabular-nums">
              <RelativeTime at={createdAt.toISOString()} now={now} locale={locale} />
            </span>
            {isKept ? <MailActions id={id} canSend={hasServer} /> : null}
          </li>
        ))}
      </ul>
    </Words>
  );
}
