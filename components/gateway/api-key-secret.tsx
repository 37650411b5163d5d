import { useTranslations } from "next-intl";
import { callSnippets } from "@/components/patterns/call-snippets";
import { LiveCode } from "@/components/patterns/live-code";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { CopyButton } from "@/components/ui/copy-button";
import { Tabs } from "@/components/ui/tabs";

interface Props {
  secret: string;
  origin: string;
  model: string;
  onDone: () => void;
}

/** The only time that a secret is seen, with code that already holds it. */
export function ApiKeySecret({ secret, origin, model, onDone }: Props) {
  const t = useTranslations("apiKeys");
  const messages = [{ role: "user", content: t("firstMessage") }] as const;
  const snippets = callSnippets({ origin, key: { secret }, body: { model, messages } });
  return (
    <>
      <Callout tone="warning" title={t("secretOnce")} />
      <div className="rounded-control bg-surface-sunken flex items-center gap-2 border py-1 pr-1 pl-3">
        <code className="text-small min-w-0 flex-1 font-mono break-all">{secret}</code>
        <CopyButton text={secret} label={t("copySecret")} />
      </div>
      <Tabs
        label={t("snippets")}
        className="rounded-card border"
        tabs={snippets.map(({ id, title, code }) => ({
          value: id,
          label: title,
          content: <LiveCode code={code} label={t("copyCode", { title })} isBare />,
        }))}
      />
      <Button variant="primary" className="justify-self-end" onClick={onDone}>
        {t("done")}
      </Button>
    </>
  );
}
