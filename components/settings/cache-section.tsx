import { getFormatter, getTranslations } from "next-intl/server";
import type { z } from "zod";
import { Words } from "@/components/shell/words";
import { Card, CardHeader } from "@/components/ui/card";
import type { Cache } from "@/server/mirror/contract/cache";
import type { Settings } from "@/server/settings/contract";
import { CacheForm } from "./cache-form";
import { CacheToken } from "./cache-token";

interface Props {
  settings: z.infer<typeof Settings>;
  cache: Cache;
}

const BYTES_PER_GB = 1_000_000_000;

/** What is fetched from another hub on demand, with what is there by now. */
export async function CacheSection({ settings, cache: { hasToken, repos, bytes } }: Props) {
  const [t, format] = await Promise.all([getTranslations("adminCacheForm"), getFormatter()]);
  const size = format.number(bytes / BYTES_PER_GB, { style: "unit", unit: "gigabyte", maximumFractionDigits: 1 });
  return (
    <Card>
      <CardHeader title={t("title")} description={t("text", { repos, size })} />
      <div className="grid gap-8 p-6">
        <Words namespaces={["adminCacheForm", "adminSettingsForm"]}>
          <CacheForm {...settings} />
          <CacheToken hasToken={hasToken} />
        </Words>
      </div>
    </Card>
  );
}
