import { getTranslations } from "next-intl/server";
import { HostFacts } from "@/components/compute/host-facts";
import { PackList } from "@/components/compute/pack-list";
import { PageHeader } from "@/components/patterns/page-header";
import { PageBody } from "@/components/shell/page-body";
import { Words } from "@/components/shell/words";
import { titleOf } from "@/server/api/page-title";
import { orForbidden } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";

export const generateMetadata = titleOf("adminRuntimes");

export default async function RuntimesPage() {
  const reading = Promise.all([api.compute.listRuntimePacks({}), api.compute.getHostCapacity({})]);
  const [t, [{ items }, host]] = await Promise.all([getTranslations("adminRuntimes"), orForbidden(reading)]);
  return (
    <PageBody>
      <PageHeader title={t("title")} description={t("text")} />
      <HostFacts host={host} />
      <Words namespaces={["adminPacks", "tasks"]}>
        <PackList packs={items} />
      </Words>
    </PageBody>
  );
}
