import { MailX } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/patterns/empty-state";
import type { Reason } from "@/server/kernel";

const KNOWN = ["invitation_used", "invitation_revoked", "invitation_expired"] as const satisfies readonly Reason[];

/** An invitation that nobody can accept any more: what became of it, and who can make another. */
export async function InvitationOver({ reason }: { reason: string | undefined }) {
  const t = await getTranslations("invitation");
  const known = KNOWN.find((one) => one === reason) ?? "invitation_unknown";
  return (
    <EmptyState
      icon={MailX}
      headingLevel="h1"
      title={t(`over.${known}`)}
      docs={{ href: "/organizations", label: t("yours") }}
      className="rounded-card bg-surface-raised border"
    >
      {t("askAgain")}
    </EmptyState>
  );
}
