import { Lock } from "lucide-react";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Markdown } from "@/components/patterns/markdown";
import type { MarkdownAddresses } from "@/components/patterns/markdown-addresses";
import { Words } from "@/components/shell/words";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import type { Gate } from "@/server/hub/contract/gate";
import type { RepoDetails } from "@/server/hub/contract/repo";
import { hrefOf } from "../href";
import { GateAsk } from "./gate-ask";

interface Props {
  repo: RepoDetails;
  gate: Gate;
  addresses: MarkdownAddresses;
}

/** Above the card of a gated repository: whether one is in, and how one gets in. */
export async function GatePanel({ repo, gate, addresses }: Props) {
  const [t, locale] = await Promise.all([getTranslations("gate"), getLocale()]);
  const { request } = gate;
  if (gate.hasAccess) {
    const day = request?.expiresAt && new Intl.DateTimeFormat(locale, { dateStyle: "long" }).format(request.expiresAt);
    const text = day ? t("openUntil", { day }) : t("open");
    return <Callout tone="success" title={repo.can.admin ? t("gated") : text} action={<Manage repo={repo} />} />;
  }
  if (request?.status === "pending") return <Callout title={t("pending")}>{t("pendingText")}</Callout>;
  if (request?.status === "rejected") {
    return (
      <Callout tone="warning" title={request.reason ? t("rejectedBecause", { reason: request.reason }) : t("rejected")}>
        {t("rejectedText", { owner: repo.namespace })}
      </Callout>
    );
  }
  return (
    <Card className="grid grid-cols-1 gap-4 p-5">
      <div className="flex items-center gap-2">
        <Lock aria-hidden className="text-text-muted size-4 shrink-0" />
        <h2 className="font-medium">{gate.form.heading ?? t("title", { name: `${repo.namespace}/${repo.name}` })}</h2>
      </div>
      {request ? <p className="text-small text-warning">{t("expired")}</p> : null}
      {gate.form.prompt ? <Markdown source={gate.form.prompt} addresses={addresses} /> : null}
      <p className="text-small text-text-muted">{t(gate.mode === "auto" ? "auto" : "manual")}</p>
      <Ask repo={repo} gate={gate} />
    </Card>
  );
}

async function Ask({ repo, gate }: Pick<Props, "repo" | "gate">): Promise<ReactNode> {
  const t = await getTranslations("gate");
  // Whoever is signed in may like.
  if (!repo.can.like) {
    return (
      <Button asChild variant="primary" className="justify-self-start">
        <Link href={`/sign-in?next=${encodeURIComponent(hrefOf(repo))}`}>{t("signIn")}</Link>
      </Button>
    );
  }
  return (
    <Words namespaces={["gateForm"]}>
      <GateAsk repo={repo} form={gate.form} />
    </Words>
  );
}

async function Manage({ repo }: Pick<Props, "repo">): Promise<ReactNode> {
  if (!repo.can.admin) return null;
  const t = await getTranslations("gate");
  return (
    <Button asChild size="sm">
      <Link href={hrefOf(repo, "access")}>{t("manage")}</Link>
    </Button>
  );
}
