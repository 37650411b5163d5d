"use client";

import { useTranslations } from "next-intl";
import { curlOf } from "@/components/patterns/call-snippets";
import { LiveCode } from "@/components/patterns/live-code";
import { Card, CardHeader } from "@/components/ui/card";
import { Tabs } from "@/components/ui/tabs";
import { hfCommand } from "./hf-command";
import type { NewRepoForm, NewRepoValues } from "./new-repo-values";

/** The same from a terminal, as the form stands now. */
export function CreateCommands({ form, origin }: { form: NewRepoForm; origin: string }) {
  const t = useTranslations("newRepo");
  const values = form.watch();
  const hf = hfCommand(values, origin);
  const tabs = [
    ...(hf === null ? [] : [{ value: "hf", label: "hf", content: <LiveCode isBare code={hf} /> }]),
    { value: "curl", label: "curl", content: <LiveCode isBare code={curlCommand(values, origin)} /> },
  ];
  return (
    <Card>
      <CardHeader title={t("terminal")} description={t("terminalHelp")} />
      <Tabs key={tabs.length} label={t("terminal")} tabs={tabs} />
    </Card>
  );
}

function curlCommand({ shelf, ...values }: NewRepoValues, origin: string): string {
  const body = Object.fromEntries(
    Object.entries({ ...values, name: values.name || "name" }).filter(([, value]) => value),
  );
  return curlOf({ url: `${origin}/api/v1/${shelf}`, key: { variable: "HF_TOKEN" }, body: JSON.stringify(body) });
}
