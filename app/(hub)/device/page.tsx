import { getTranslations } from "next-intl/server";
import { DeviceLogin } from "@/components/identity/device-login";
import { PageBody } from "@/components/shell/page-body";
import { Words } from "@/components/shell/words";
import { requireViewer } from "@/server/api/viewer";

export async function generateMetadata() {
  // The code in the address lets somebody in: it is not told to other sites.
  return { title: (await getTranslations("deviceLogin"))("title"), referrer: "no-referrer" };
}

interface Props {
  searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export default async function DevicePage({ searchParams }: Props) {
  const [{ username }, { user_code: given }] = await Promise.all([requireViewer(), searchParams]);
  return (
    <PageBody className="max-w-form">
      <Words namespaces={["deviceLogin", "refusals", "stepUp"]}>
        <DeviceLogin given={typeof given === "string" ? given.slice(0, 40) : ""} username={username} />
      </Words>
    </PageBody>
  );
}
