import { getTranslations } from "next-intl/server";
import { MetadataList } from "@/components/patterns/metadata-list";
import { ByteSize } from "@/components/ui/byte-size";

interface Pointer {
  readonly oid: string;
  readonly size: number;
}

/** A large file has no lines to compare: its size and its hash say that it is another one. */
export async function LfsChange({ before, after }: { before: Pointer | null; after: Pointer | null }) {
  const t = await getTranslations("commits");
  return (
    <div className="rounded-card border p-4">
      <MetadataList
        items={[
          { term: t("before"), value: <Side pointer={before} none={t("none")} /> },
          { term: t("after"), value: <Side pointer={after} none={t("none")} /> },
        ]}
      />
    </div>
  );
}

function Side({ pointer, none }: { pointer: Pointer | null; none: string }) {
  if (!pointer) return <span className="text-text-muted">{none}</span>;
  return (
    <span className="flex flex-wrap gap-x-3">
      <ByteSize bytes={pointer.size} />
      <code className="text-caption text-text-muted font-mono break-all">sha256:{pointer.oid}</code>
    </span>
  );
}
