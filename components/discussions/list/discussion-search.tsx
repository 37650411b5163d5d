import { Search } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { Callout } from "@/components/ui/callout";
import { Input } from "@/components/ui/input";
import type { QueryProblem } from "@/server/discussions/contract/query";

interface Props {
  here: string;
  text: string;
  problems: readonly QueryProblem[];
}

/** The query as it was typed or chosen, and what is wrong with it. */
export async function DiscussionSearch({ here, text, problems }: Props) {
  const t = await getTranslations("discussions");
  return (
    <div className="grid gap-2">
      <search>
        <form action={here}>
          <Input
            key={text}
            type="search"
            name="q"
            icon={Search}
            maxLength={500}
            defaultValue={text}
            aria-label={t("search")}
            placeholder={t("searchExample")}
            aria-invalid={problems.length > 0}
            aria-describedby="query-help"
          />
        </form>
      </search>
      <p id="query-help" className="text-caption text-text-muted">
        {t.rich("queryHelp", { word: (word) => <code className="font-mono">{word}</code> })}
      </p>
      {problems.map((problem) => (
        <Callout
          key={problem.text}
          tone="warning"
          title={t(`queryProblem.${problem.kind}`, {
            text: problem.text,
            known: "known" in problem ? problem.known.join(", ") || t("anyName") : "",
          })}
        />
      ))}
    </div>
  );
}
