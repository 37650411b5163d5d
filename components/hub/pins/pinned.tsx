import { getTranslations } from "next-intl/server";
import { Words } from "@/components/shell/words";
import type { Pin } from "@/server/hub/contract/pin";
import { CollectionCard } from "../collections/collection-card";
import { RepoGrid } from "../repo-grid";
import { PinEditor } from "./pin-editor";

interface Props {
  owner: string;
  pins: readonly Pin[];
  /** Whoever looks may choose what stands here. */
  canArrange: boolean;
}

/** What somebody puts first; nothing for those who cannot change that there is none. */
export async function Pinned({ owner, pins, canArrange }: Props) {
  const t = await getTranslations("pins");
  if (pins.length === 0 && !canArrange) return null;
  const chosen = pins.map((pin) =>
    pin.kind === "repository"
      ? { kind: pin.kind, id: pin.repo.id, name: pin.repo.name }
      : { kind: pin.kind, id: pin.collection.id, name: pin.collection.title },
  );
  return (
    <section aria-labelledby="pinned" className="grid grid-cols-1 gap-3">
      <div className="flex items-center justify-between gap-4">
        <h2 id="pinned" className="text-lead">
          {t("title")}
        </h2>
        {canArrange ? (
          <Words namespaces={["pins"]}>
            <PinEditor owner={owner} pinned={chosen} />
          </Words>
        ) : null}
      </div>
      {pins.length === 0 ? (
        <p className="rounded-card text-small text-text-muted border px-4 py-6 text-center text-pretty">{t("none")}</p>
      ) : (
        <div className="grid grid-cols-1 gap-3 lg:grid-cols-2">
          {pins.map((pin) =>
            pin.kind === "repository" ? (
              <RepoGrid key={pin.repo.id} repos={[pin.repo]} columns="one" />
            ) : (
              <CollectionCard key={pin.collection.id} collection={pin.collection} />
            ),
          )}
        </div>
      )}
    </section>
  );
}
