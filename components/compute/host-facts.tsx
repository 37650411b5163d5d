import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import { StatTile } from "@/components/patterns/stat-tile";
import { ByteSize } from "@/components/ui/byte-size";
import type { HostCapacity } from "@/server/compute/contract";

/** What this machine has for programs that serve models. */
export async function HostFacts({ host }: { host: z.infer<typeof HostCapacity> }) {
  const t = await getTranslations("adminHost");
  return (
    <div className="grid grid-cols-2 gap-3 xl:grid-cols-4">
      <StatTile label={t("cores")} value={host.cores} note={host.limitsCpu ? t("limited") : t("unlimited")} />
      <StatTile
        label={t("memory")}
        value={<ByteSize of="memory" bytes={host.availableMemoryBytes} />}
        note={host.limitsMemory ? t("limited") : t("unlimited")}
      />
      <StatTile label={t("disk")} value={<ByteSize bytes={host.availableDiskBytes} />} />
      <StatTile label={t("wall")} value={t(`walls.${host.sandbox}`)} />
    </div>
  );
}
