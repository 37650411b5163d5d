import { KeyRound, MessagesSquare, Rocket } from "lucide-react";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/patterns/page-header";
import { StatTile } from "@/components/patterns/stat-tile";
import { PageBody } from "@/components/shell/page-body";
import { Button } from "@/components/ui/button";
import { Count } from "@/components/ui/count";
import { Money } from "@/components/ui/money";
import { api } from "@/server/api/rsc";
import { requireViewer } from "@/server/api/viewer";

const NEXT_STEPS = [
  { href: "/console/deployments/new", word: "deploy", icon: Rocket },
  { href: "/console/api-keys", word: "key", icon: KeyRound },
  { href: "/console/playground", word: "try", icon: MessagesSquare },
] as const;

export async function generateMetadata() {
  const t = await getTranslations("overview");
  return { title: t("title") };
}

export default async function ConsolePage() {
  const [t, locale, { owner, username }] = await Promise.all([
    getTranslations("overview"),
    getLocale(),
    requireViewer(),
  ]);
  const figures = await api.insights.getOverview({ owner });
  const money = (amount: string) => <Money amount={amount} currency={figures.currency} locale={locale} digits={4} />;
  return (
    <PageBody>
      <PageHeader
        title={t("title")}
        description={t("about", { owner })}
        actions={
          <Button asChild>
            <Link href={`/${owner}`}>{t(owner === username ? "ownPage" : "publicPage")}</Link>
          </Button>
        }
      />
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-5">
        <StatTile label={t("running")} value={figures.running} unit={t("ofAll", { count: figures.deployments })} />
        <StatTile label={t("repositories")} value={<Count value={figures.repositories} locale={locale} />} />
        <StatTile label={t("tokens")} value={<Count value={figures.tokenCount} locale={locale} />} />
        <StatTile label={t("tokenCost")} value={money(figures.tokens)} />
        <StatTile label={t("minutes")} value={money(figures.minutes)} />
      </div>
      <section aria-labelledby="next" className="grid grid-cols-1 gap-3">
        <h2 id="next" className="text-lead">
          {t("next")}
        </h2>
        <ul className="rounded-card bg-surface-raised divide-y border">
          {NEXT_STEPS.map(({ href, word, icon: Icon }) => (
            <li key={href} className="flex flex-wrap items-center gap-3 px-4 py-3">
              <Icon aria-hidden className="text-text-muted size-4" />
              <span className="grid min-w-0 flex-1">
                <span className="font-medium">{t(`${word}.title`)}</span>
                <span className="text-small text-text-muted">{t(`${word}.text`)}</span>
              </span>
              <Button asChild>
                <Link href={href}>{t(`${word}.action`)}</Link>
              </Button>
            </li>
          ))}
        </ul>
      </section>
    </PageBody>
  );
}
