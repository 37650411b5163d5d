import { Import } from "lucide-react";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { NewRepoForm } from "@/components/hub/create/new-repo-form";
import { PageHeader } from "@/components/patterns/page-header";
import { PageBody } from "@/components/shell/page-body";
import { Words } from "@/components/shell/words";
import { Button } from "@/components/ui/button";
import { contextOfPage, visibilityOfNew } from "@/server/api/page-context";
import { getViewer, ownersOf } from "@/server/api/viewer";
import { Shelf } from "@/server/hub/contract/repo";

interface Props {
  params: Promise<{ shelf: string }>;
}

export async function generateMetadata({ params }: Props) {
  const [{ shelf }, t] = await Promise.all([params, getTranslations("hub")]);
  const known = Shelf.safeParse(shelf);
  return known.success ? { title: t(`create.${known.data}`) } : {};
}

export default async function NewRepositoryPage({ params }: Props) {
  const [{ shelf: asked }, t, viewer, { site }, visibility] = await Promise.all([
    params,
    getTranslations("hub"),
    getViewer(),
    contextOfPage(),
    visibilityOfNew(),
  ]);
  const shelf = Shelf.safeParse(asked);
  if (!shelf.success) notFound();
  if (!viewer) redirect(`/sign-in?next=/new/${shelf.data}`);
  return (
    <PageBody>
      <PageHeader
        title={t(`create.${shelf.data}`)}
        description={t(`empty.${shelf.data}.text`)}
        actions={
          <Button asChild>
            <Link href="/new/import">
              <Import aria-hidden />
              {t("import")}
            </Link>
          </Button>
        }
      />
      <Words namespaces={["newRepo", "repoVisibility"]}>
        <NewRepoForm
          shelf={shelf.data}
          owners={ownersOf(viewer)}
          organizations={viewer.accounts.filter(({ isPerson }) => !isPerson).map(({ name }) => name)}
          visibility={visibility}
          origin={site.origin}
        />
      </Words>
    </PageBody>
  );
}
