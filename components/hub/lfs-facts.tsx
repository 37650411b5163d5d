import { getTranslations } from "next-intl/server";
import { CopyButton } from "@/components/ui/copy-button";

/** A file in LFS is named by the hash of its bytes: what one compares after a download. */
export async function LfsFacts({ oid }: { oid: string }) {
  const t = await getTranslations("file");
  return (
    <p className="text-caption text-text-muted flex flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-2">
      <span>{t("lfs")}</span>
      <span className="flex min-w-0 items-center gap-1">
        <code className="min-w-0 font-mono break-all">sha256:{oid}</code>
        <CopyButton text={oid} label={t("copyHash")} size="xs" />
      </span>
    </p>
  );
}
