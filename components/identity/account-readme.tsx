import { getTranslations } from "next-intl/server";
import { Markdown } from "@/components/patterns/markdown";
import type { MarkdownAddresses } from "@/components/patterns/markdown-addresses";
import { TextLink } from "@/components/ui/text-link";

interface Props {
  source: string;
  addresses: MarkdownAddresses;
  /** Where whoever looks may write it. */
  editHref?: string;
}

/** What a person or an organisation tells of itself; without a text, the way to one for who may write it. */
export async function AccountReadme({ source, addresses, editHref }: Props) {
  const t = await getTranslations("profile");
  if (source === "") {
    return editHref ? (
      <p className="rounded-card text-small text-text-muted border px-4 py-6 text-center">
        {t("noReadme")} <TextLink href={editHref}>{t("writeReadme")}</TextLink>
      </p>
    ) : null;
  }
  return (
    <section aria-label={t("readme")} className="rounded-card bg-surface-raised grid grid-cols-1 gap-3 border p-5">
      <Markdown source={source} addresses={addresses} />
      {editHref ? (
        <TextLink href={editHref} tone="muted" className="text-caption justify-self-start">
          {t("editReadme")}
        </TextLink>
      ) : null}
    </section>
  );
}
