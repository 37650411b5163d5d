import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { BucketTable } from "@/components/hub/buckets/bucket-table";
import { ListPager } from "@/components/patterns/list-pager";
import { PageHeader } from "@/components/patterns/page-header";
import { PageBody } from "@/components/shell/page-body";
import { TextLink } from "@/components/ui/text-link";
import { orNotFound, orNull } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { getViewer } from "@/server/api/viewer";
import { decodedPart } from "@/server/kernel/contract/decoded-part";

interface Props {
  params: Promise<{ namespace: string }>;
  searchParams: Promise<{ cursor?: string | string[] }>;
}

export async function generateMetadata() {
  return { title: (await getTranslations("buckets"))("title") };
}

export default async function BucketsPage({ params, searchParams }: Props) {
  const [{ namespace }, { cursor }, t, viewer] = await Promise.all([
    params,
    searchParams,
    getTranslations("buckets"),
    getViewer(),
  ]);
  const { name } = await orNotFound(api.identity.getProfile({ name: decodedPart(namespace) }));
  const filter = { owner: name, limit: 50, ...(typeof cursor === "string" && { cursor }) };
  const page = await orNull(api.hub.listBuckets(filter));
  if (!page) redirect(`/buckets/${name}`);
  const isOwn = viewer?.accounts.some((account) => account.name === name) ?? false;
  return (
    <PageBody>
      <PageHeader
        title={t("title")}
        description={t("about")}
        breadcrumb={
          <TextLink href={`/${name}`} tone="muted" className="text-small justify-self-start">
            {name}
          </TextLink>
        }
      />
      <BucketTable owner={name} buckets={page.items} maker={isOwn ? name : undefined} />
      <ListPager path={`/buckets/${name}`} nextCursor={page.nextCursor} query={{ cursor }} count={page.items.length} />
    </PageBody>
  );
}
