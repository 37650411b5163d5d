import { getTranslations } from "next-intl/server";
import { callSnippets } from "@/components/patterns/call-snippets";
import { CodeSnippetTabs } from "@/components/patterns/code-snippet-tabs";
import { Card, CardFooter, CardHeader } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { TextLink } from "@/components/ui/text-link";

interface Props {
  /** Of this host. */
  origin: string;
  /** `owner/name` */
  model: string;
}

/** Where the deployment answers, and programs that call it as they stand. */
export async function CallIt({ origin, model }: Props) {
  const t = await getTranslations("deployment");
  const endpoint = `${origin}/v1`;
  return (
    <Card className="overflow-hidden">
      <CardHeader title={t("callIt")} description={t("callItText", { model })} />
      <p className="text-caption flex items-center gap-1 px-4 font-mono">
        <span className="min-w-0 break-all">{endpoint}</span>
        <CopyButton text={endpoint} label={t("copyEndpoint")} size="xs" />
      </p>
      <CodeSnippetTabs label={t("callIt")} snippets={snippetsFor(origin, model)} />
      <CardFooter>
        <span>{t("needsKey")}</span>
        <TextLink href="/console/api-keys">{t("makeKey")}</TextLink>
      </CardFooter>
    </Card>
  );
}

const QUESTION = "What is LoRA?";

const snippetsFor = (origin: string, model: string) =>
  callSnippets({
    origin,
    key: { variable: "API_KEY" },
    body: { model, messages: [{ role: "user", content: QUESTION }], stream: true },
  });
