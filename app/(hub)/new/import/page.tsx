import { getTranslations } from "next-intl/server";
import { hrefOf } from "@/components/hub/href";
import { ImportForm } from "@/components/mirror/import-form";
import { ImportProgress } from "@/components/mirror/import-progress";
import { PageHeader } from "@/components/patterns/page-header";
import { PageBody } from "@/components/shell/page-body";
import { Words } from "@/components/shell/words";
import { visibilityOfNew } from "@/server/api/page-context";
import { orNull } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { ownersOf, requireViewer } from "@/server/api/viewer";
import { kindOf } from "@/server/hub/contract/repo";
import { MirrorAddress } from "@/server/mirror/contract";

interface Props {
  /** After an import has begun: the mirror and its repository, so that the page can be loaded again. */
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata() {
  return { title: (await getTranslations("importRepo"))("title") };
}

export default async function ImportPage({ searchParams }: Props) {
  const [t, viewer, asked] = await Promise.all([getTranslations("importRepo"), requireViewer(), searchParams]);
  const { shelf, namespace, name, mirror: mirrorId, address } = asked;
  const place = MirrorAddress.safeParse({ shelf, namespace, name, mirrorId });
  const mirror = place.success ? await orNull(api.mirror.getMirror(place.data)) : null;
  return (
    <PageBody>
      <PageHeader title={t("title")} description={t("text")} />
      <Words namespaces={["importRepo", "mirrorForm", "mirrorReasons", "mirrorRun", "repoVisibility"]}>
        {place.success && mirror ? (
          <Progress address={place.data} mirror={mirror} />
        ) : (
          <ImportForm
            owners={ownersOf(viewer)}
            visibility={await visibilityOfNew()}
            address={typeof address === "string" ? address : ""}
          />
        )}
      </Words>
    </PageBody>
  );
}

type Started = Pick<Parameters<typeof ImportProgress>[0], "mirror"> & { address: MirrorAddress };

function Progress({ address: { shelf, namespace, name }, mirror }: Started) {
  const place = { kind: kindOf(shelf), namespace, name };
  return (
    <ImportProgress
      repo={{ shelf, namespace, name }}
      mirror={mirror}
      now={new Date().toISOString()}
      href={hrefOf(place)}
      settingsHref={hrefOf(place, "settings", "mirrors")}
    />
  );
}
