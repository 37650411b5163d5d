import { getTranslations } from "next-intl/server";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import type { Bucket } from "@/server/hub/contract/bucket";
import { bucketHref } from "./bucket-href";

/** Where in the bucket one is, with the way back. */
export async function BucketPath({ bucket, path }: { bucket: Bucket; path: string }) {
  const t = await getTranslations("buckets");
  const parts = path.split("/").filter(Boolean);
  const crumbs = parts.map((label, index) => ({
    label,
    href: bucketHref(bucket, parts.slice(0, index + 1).join("/")),
  }));
  const last = crumbs.at(-1);
  return (
    <Breadcrumb
      label={t("folder")}
      isMono
      crumbs={[
        { label: bucket.name, ...(last && { href: bucketHref(bucket) }) },
        ...crumbs.slice(0, -1),
        ...(last ? [{ label: last.label }] : []),
      ]}
    />
  );
}
