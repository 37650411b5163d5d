import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { NewRepoForm } from "@/components/hub/new-repo-form";
import { PageHeader } from "@/components/patterns/page-header";
import { PageBody } from "@/components/shell/page-body";
import { Words } from "@/components/shell/words";
import { getViewer } from "@/server/api/viewer";
import { Shelf } from "@/server/hub/contract/repo";

interface Props {
  params: Promise<{ shelf: string }>;
}

export default async function NewRepositoryPage({ params }: Props) {
  const [{ shelf: asked }, t, viewer] = await Promise.all([params, getTranslations("hub"), getViewer()]);
  const shelf = Shelf.safeParse(asked);
  if (!shelf.success) notFound();
  if (!viewer) redirect(`/sign-in?next=/new/${shelf.data}`);
  return (
    <PageBody>
      <PageHeader title={t(`create.${shelf.data}`)} />
      <Words namespaces={["newRepo"]}>
        <NewRepoForm shelf={shelf.data} owners={viewer.accounts.map(({ name }) => name)} />
      </Words>
    </PageBody>
  );
}
