import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { CopyButton } from "@/components/ui/copy-button";
import type { ChatError } from "./chat-stream";

interface Way {
  readonly word: "notRunning" | "notFound" | "usedUp" | "reserved" | "signedOut" | "tooLong" | "unreachable";
  /** Where somebody can do something about it. */
  readonly href?: string;
}

const WAYS: ReadonlyMap<string, Way> = new Map<string, Way>([
  ["deployment_not_running", { word: "notRunning", href: "/console/deployments" }],
  ["model_not_found", { word: "notFound", href: "/console/deployments/new" }],
  ["insufficient_quota", { word: "usedUp", href: "/console/usage" }],
  ["rate_limit_exceeded", { word: "reserved" }],
  ["invalid_api_key", { word: "signedOut", href: "/sign-in?next=/console/playground" }],
  ["context_length_exceeded", { word: "tooLong" }],
  ["unreachable", { word: "unreachable" }],
]);

/** Why there is no answer, and what one can do now. */
export function ChatProblem({ problem: { code, message, requestId } }: { problem: ChatError }) {
  const t = useTranslations("playground");
  const way = WAYS.get(code);
  return (
    <Callout
      tone="danger"
      title={way ? t(`problems.${way.word}.title`) : message}
      action={
        way?.href ? (
          <Button asChild size="sm">
            <Link href={way.href}>{t(`problems.${way.word}.action`)}</Link>
          </Button>
        ) : null
      }
    >
      {way ? <p>{t(`problems.${way.word}.text`)}</p> : null}
      {requestId ? (
        <p className="text-caption flex items-center gap-1">
          {t("requestId")} <code className="font-mono break-all">{requestId}</code>
          <CopyButton text={requestId} label={t("copyRequestId")} size="xs" />
        </p>
      ) : null}
    </Callout>
  );
}
