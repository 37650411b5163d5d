import { Code } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ChatBody, callSnippets } from "@/components/patterns/call-snippets";
import { LiveCode } from "@/components/patterns/live-code";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Tabs } from "@/components/ui/tabs";
import { TextLink } from "@/components/ui/text-link";

const VARIABLE = "MODELYARD_API_KEY";

/** The same call as code, with the parameters that are set right now. */
export function ViewCode({ origin, body }: { origin: string; body: ChatBody }) {
  const t = useTranslations("playground");
  const snippets = callSnippets({ origin, key: { variable: VARIABLE }, body });
  return (
    <Dialog
      trigger={
        <Button>
          <Code aria-hidden />
          {t("viewCode")}
        </Button>
      }
      title={t("viewCode")}
      description={t("viewCodeText", { variable: VARIABLE })}
    >
      <Tabs
        label={t("languages")}
        className="rounded-card border"
        tabs={snippets.map(({ id, title, code }) => ({
          value: id,
          label: title,
          content: <LiveCode code={code} label={t("copyCode", { title })} isBare />,
        }))}
      />
      <TextLink href="/console/api-keys" className="text-small justify-self-start">
        {t("makeKey")}
      </TextLink>
    </Dialog>
  );
}
