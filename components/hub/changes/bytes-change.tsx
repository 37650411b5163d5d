import { getTranslations } from "next-intl/server";
import { Words } from "@/components/shell/words";
import type { FileDiff } from "@/server/git/contract";
import { headerFormatOf } from "@/server/hub/contract/weights";
import { isPicture } from "../is-picture";
import { LfsChange } from "../lfs-change";
import type { ChangeListProps } from "./diff-options";
import { PictureChange } from "./picture-change";
import { TensorChange } from "./tensor-change";

type Props = Pick<ChangeListProps, "repo" | "sides"> & { file: FileDiff };

/** A large file has a pointer in git, whose lines say nothing to people. */
export const isBytes = ({ oldLfs, newLfs, isBinary }: FileDiff): boolean =>
  oldLfs !== null || newLfs !== null || isBinary;

/** Sizes and hashes, and what more is known of this kind of file. */
export async function BytesChange({ repo, file, sides }: Props) {
  const t = await getTranslations("commits");
  const { path, oldPath, oldLfs, newLfs } = file;
  return (
    <>
      {oldLfs || newLfs ? <LfsChange before={oldLfs} after={newLfs} /> : null}
      {isPicture(path) ? <PictureChange repo={repo} file={file} sides={sides} /> : null}
      {hasTensors(path) && hasTensors(oldPath ?? path) && sides.base !== null ? (
        <Words namespaces={["tensorChange"]}>
          <TensorChange
            repo={repo}
            base={sides.base}
            head={sides.head}
            path={path}
            {...(oldPath !== null && { oldPath })}
          />
        </Words>
      ) : null}
      {file.isBinary && !isPicture(path) ? <p className="text-small text-text-muted">{t("binary")}</p> : null}
    </>
  );
}

const hasTensors = (path: string) => ["safetensors", "gguf"].includes(headerFormatOf(path) ?? "");
