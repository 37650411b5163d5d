import { getTranslations } from "next-intl/server";
import { Words } from "@/components/shell/words";
import { Callout } from "@/components/ui/callout";
import { TextLink } from "@/components/ui/text-link";
import type { FileDiff } from "@/server/git/contract";
import { ChangeToolbar } from "./change-toolbar";
import { ChangedFile } from "./changed-file";
import { type ChangeListProps, diffHref, linesOf } from "./diff-options";

/** More lines in one answer would make the page slow: longer files are named, and shown on a page of their own. */
const MAX_LINES = 1_500;
const MAX_LINES_OF_FILE = 400;

/** What changed, file by file. */
export async function ChangeList(props: ChangeListProps) {
  const { changes, here, options } = props;
  const t = await getTranslations("commits");
  const isAlone = options.file !== undefined;
  const files = isAlone ? changes.files.filter(({ path }) => path === options.file) : changes.files;
  return (
    <section aria-label={t("changes")} className="grid grid-cols-1 gap-4">
      <ChangeToolbar {...props} files={files} />
      {changes.isTruncated ? <Callout tone="info" title={t("manyFiles", { count: changes.files.length })} /> : null}
      {isAlone ? <TextLink href={diffHref(here, { ...options, file: undefined })}>{t("allFiles")}</TextLink> : null}
      <Words namespaces={["diffGap"]}>
        {withRoom(files, isAlone).map(({ file, fits }, index) => (
          <ChangedFile key={`${file.oldPath ?? ""} ${file.path}`} {...props} {...{ file, fits, index }} />
        ))}
      </Words>
    </section>
  );
}

function withRoom(files: readonly FileDiff[], isAlone: boolean) {
  let shown = 0;
  return files.map((file) => {
    const lines = linesOf(file);
    const fits = isAlone || (lines <= MAX_LINES_OF_FILE && shown + lines <= MAX_LINES);
    if (fits) shown += lines;
    return { file, fits };
  });
}
