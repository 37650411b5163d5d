import { getTranslations } from "next-intl/server";
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
      <CodeSnippetTabs label={t("callIt")} snippets={snippetsFor(endpoint, model)} />
      <CardFooter>
        <span>{t("needsKey")}</span>
        <TextLink href="/console/api-keys">{t("makeKey")}</TextLink>
      </CardFooter>
    </Card>
  );
}

const QUESTION = "What is LoRA?";

const snippetsFor = (endpoint: string, model: string) =>
  [
    {
      id: "curl",
      title: "curl",
      language: "bash",
      code: `curl ${endpoint}/chat/completions \\
  -H "Authorization: Bearer $API_KEY" \\
  -H "Content-Type: application/json" \\
  -d '${JSON.stringify({ model, messages: [{ role: "user", content: QUESTION }] })}'`,
    },
    {
      id: "python",
      title: "Python",
      language: "python",
      code: `import os
from openai import OpenAI

client = OpenAI(base_url="${endpoint}", api_key=os.environ["API_KEY"])
stream = client.chat.completions.create(
    model="${model}",
    messages=[{"role": "user", "content": "${QUESTION}"}],
    stream=True,
)
for chunk in stream:
    print(chunk.choices[0].delta.content or "", end="")`,
    },
    {
      id: "node",
      title: "Node",
      language: "typescript",
      code: `import OpenAI from "openai";

const client = new OpenAI({ baseURL: "${endpoint}", apiKey: process.env.API_KEY });
const stream = await client.chat.completions.create({
  model: "${model}",
  messages: [{ role: "user", content: "${QUESTION}" }],
  stream: true,
});
for await (const chunk of stream) process.stdout.write(chunk.choices[0]?.delta.content ?? "");`,
    },
  ] as const;
