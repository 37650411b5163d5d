import { getTranslations } from "next-intl/server";
import { CodeSnippetTabs } from "@/components/patterns/code-snippet-tabs";
import { Card, CardHeader } from "@/components/ui/card";

/** The clients that one has already, pointed at this installation. */
export async function ConnectTools({ origin }: { origin: string }) {
  const t = await getTranslations("home");
  const openai = `from openai import OpenAI\n\nclient = OpenAI(\n    base_url="${origin}/v1",\n    api_key="<API key>",\n)`;
  return (
    <Card className="overflow-hidden">
      <CardHeader title={t("connect")} description={t("connectText")} />
      <CodeSnippetTabs
        label={t("connect")}
        snippets={[
          {
            id: "hf",
            title: "hf",
            language: "bash",
            code: `export HF_ENDPOINT=${origin}\nhf auth login\nhf download <owner>/<model>`,
          },
          {
            id: "git",
            title: "git",
            language: "bash",
            code: `git lfs install\ngit clone ${origin}/<owner>/<model>`,
          },
          { id: "openai", title: "openai", language: "python", code: openai },
        ]}
      />
    </Card>
  );
}
