import { Callout } from "@/components/ui/callout";
import { MarkdownPlainTitle } from "./markdown-plain-title";

/** A document that asks too much to be shown as Markdown: as the text it is, and a word about it. */
export function MarkdownPlain({ source }: { source: string }) {
  return (
    <div className="grid grid-cols-1 gap-4">
      <Callout title={<MarkdownPlainTitle />} />
      <p className="wrap-anywhere whitespace-pre-wrap">{source}</p>
    </div>
  );
}
