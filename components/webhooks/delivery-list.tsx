"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { keyboardScroll } from "@/components/ui/keyboard-scroll";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import type { Delivery, DeliveryState } from "@/server/webhooks/contract";

interface Props {
  webhookId: string;
  deliveries: readonly Delivery[];
  now: string;
  locale: string;
}

const TONES = { waiting: "neutral", delivered: "success", failed: "danger" } as const satisfies Record<
  DeliveryState,
  string
>;

/** What was sent, what came back, and another try. */
export function DeliveryList({ webhookId, deliveries, now, locale }: Props) {
  const t = useTranslations("deliveries");
  const trpc = useTRPC();
  const router = useRouter();
  const again = useMutation(
    trpc.webhooks.redeliver.mutationOptions({
      onSuccess: () => {
        toast.success(t("queued"));
        router.refresh();
      },
      onError: (error) => toast.error(error.message),
    }),
  );
  return (
    <ul className="rounded-card bg-surface-raised divide-y border">
      {deliveries.map(({ id, payload, error, answer, ...told }) => (
        <li key={id} className="grid grid-cols-1 gap-2 px-4 py-3">
          <div className="text-small flex flex-wrap items-center gap-2">
            <Facts delivery={told} now={now} locale={locale} />
            <Button
              size="sm"
              busy={again.isPending && again.variables.deliveryId === id}
              onClick={() => again.mutate({ id: webhookId, deliveryId: id })}
            >
              {t("again")}
            </Button>
          </div>
          {error ? <p className="text-caption text-danger">{error}</p> : null}
          <details>
            <summary className="text-caption text-text-muted cursor-pointer">{t("details")}</summary>
            <div className="grid grid-cols-1 gap-2 pt-2">
              <Raw label={t("sent")} text={JSON.stringify(payload, null, 2)} />
              {answer ? <Raw label={t("answer")} text={answer} /> : null}
            </div>
          </details>
        </li>
      ))}
    </ul>
  );
}

interface FactsProps extends Pick<Props, "now" | "locale"> {
  delivery: Omit<Delivery, "id" | "payload" | "error" | "answer">;
}

function Facts({ delivery, now, locale }: FactsProps) {
  const t = useTranslations("deliveries");
  const { event, state, status, attempts, durationMs, createdAt } = delivery;
  const hasFailed = state === "waiting" && attempts > 0;
  const next = hasFailed ? delivery.nextAttemptAt : null;
  return (
    <>
      <Badge tone={hasFailed ? "warning" : TONES[state]}>{t(`states.${state}`)}</Badge>
      <code className="font-mono">{event}</code>
      <span className="text-caption text-text-muted flex-1">
        <RelativeTime at={createdAt.toISOString()} now={now} locale={locale} /> · {t("attempts", { count: attempts })}
        {status === null ? null : ` · ${status}`}
        {durationMs === null ? null : ` · ${durationMs} ms`}
        {next ? " · " : null}
        {next
          ? t.rich("nextTry", {
              when: () => <RelativeTime at={later(next.toISOString(), now)} now={now} locale={locale} />,
            })
          : null}
      </span>
    </>
  );
}

/** What is due already comes now. */
const later = (at: string, now: string): string => (at > now ? at : now);

const Raw = ({ label, text }: { label: string; text: string }) => (
  <section
    aria-label={label}
    className="rounded-card bg-surface-sunken text-caption max-h-80 overflow-auto border p-3"
    {...keyboardScroll}
  >
    <pre className="font-mono break-words whitespace-pre-wrap">{text}</pre>
  </section>
);
