import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { BucketFacts } from "@/components/hub/buckets/bucket-facts";
import { BucketFiles } from "@/components/hub/buckets/bucket-files";
import { bucketHref } from "@/components/hub/buckets/bucket-href";
import { ManageBucket } from "@/components/hub/buckets/manage-bucket";
import { ListPager } from "@/components/patterns/list-pager";
import { PageHeader } from "@/components/patterns/page-header";
import { PageBody } from "@/components/shell/page-body";
import { Words } from "@/components/shell/words";
import { CopyButton } from "@/components/ui/copy-button";
import { TextLink } from "@/components/ui/text-link";
import { orNotFound, orNull } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { decodedPart } from "@/server/kernel/contract/decoded-part";

interface Props {
  params: Promise<{ namespace: string; name: string }>;
  searchParams: Promise<{ path?: string | string[]; cursor?: string | string[] }>;
}

const PAGE = 100;

export async function generateMetadata({ params }: Props) {
  const { namespace, name } = await params;
  return { title: `${decodedPart(namespace)}/${decodedPart(name)}` };
}

export default async function BucketPage({ params, searchParams }: Props) {
  const [address, asked, t] = await Promise.all([params, searchParams, getTranslations("buckets")]);
  const bucket = await orNotFound(api.hub.getBucket(address));
  const path = typeof asked.path === "string" ? asked.path : "";
  const where = { namespace: bucket.namespace, name: bucket.name, path, limit: PAGE };
  const cursor = typeof asked.cursor === "string" ? { cursor: asked.cursor } : {};
  const page = await orNull(api.hub.listBucketFiles({ ...where, ...cursor }));
  if (!page) redirect(bucketHref(bucket, path));
  return (
    <PageBody>
      <PageHeader
        title={bucket.name}
        breadcrumb={
          <TextLink href={`/buckets/${bucket.namespace}`} tone="muted" className="text-small justify-self-start">
            {t("of", { owner: bucket.namespace })}
          </TextLink>
        }
        aside={<CopyButton text={`${bucket.namespace}/${bucket.name}`} label={t("copyName")} size="sm" />}
        description={t("bucketAbout")}
        actions={
          bucket.can.admin ? (
            <Words namespaces={["bucketForm"]}>
              <ManageBucket key={bucket.visibility} bucket={bucket} />
            </Words>
          ) : null
        }
      />
      <BucketFacts bucket={bucket} />
      <Words namespaces={["bucketForm"]}>
        <BucketFiles bucket={bucket} path={path} entries={page.items} />
      </Words>
      <ListPager
        path={bucketHref(bucket, path)}
        nextCursor={page.nextCursor}
        query={{ cursor: asked.cursor }}
        count={page.items.length}
      />
    </PageBody>
  );
}
