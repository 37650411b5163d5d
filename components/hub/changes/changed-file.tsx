import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { gapsOf } from "@/components/patterns/diff-gaps";
import { DiffView } from "@/components/patterns/diff-view";
import { Badge } from "@/components/ui/badge";
import { TextLink } from "@/components/ui/text-link";
import type { FileDiff } from "@/server/git/contract";
import { diffHunksOf } from "../diff-lines";
import { addressOf, hrefOf } from "../href";
import { BytesChange, isBytes } from "./bytes-change";
import { ChangeGap } from "./change-gap";
import { type ChangeListProps, diffHref, linesOf } from "./diff-options";

interface Props extends ChangeListProps {
  file: FileDiff;
  /** There is room for its lines on this page. */
  fits: boolean;
  index: number;
}

const MAX_LINES_ALONE = 3_000;

/** One file of a change, as what it is: lines, a picture, tensors, or bytes. */
export function ChangedFile(props: Props) {
  return (
    <article id={`file-${props.index + 1}`} className="grid min-w-0 scroll-mt-16 grid-cols-1 gap-2">
      <FileTitle {...props} />
      <FileChange {...props} />
    </article>
  );
}

async function FileTitle({ repo, file, sides, index }: Props) {
  const t = await getTranslations("commits");
  const at = file.change === "deleted" ? sides.base : sides.head;
  return (
    <h3 className="text-small flex min-w-0 flex-wrap items-center gap-2 font-normal">
      <a
        href={`#file-${index + 1}`}
        aria-label={t("linkTo", { path: file.path })}
        className="text-text-faint hover:text-text"
      >
        #
      </a>
      <Badge>{t(`change.${file.change}`)}</Badge>
      {file.oldPath ? <span className="text-text-muted font-mono break-all">{file.oldPath} →</span> : null}
      {at ? (
        <Link
          href={hrefOf(repo, "blob", at, file.path)}
          prefetch={false}
          className="font-mono break-all hover:underline"
        >
          {file.path}
        </Link>
      ) : (
        <span className="font-mono break-all">{file.path}</span>
      )}
      {file.oldLfs || file.newLfs ? <Badge>LFS</Badge> : null}
    </h3>
  );
}

async function FileChange(props: Props) {
  const { file, fits, here, options } = props;
  const t = await getTranslations("commits");
  if (isBytes(file)) return <BytesChange {...props} />;
  if (!fits) {
    return (
      <p className="text-small text-text-muted flex flex-wrap gap-2">
        {t("notShown", { count: linesOf(file) })}
        <TextLink href={diffHref(here, { ...options, file: file.path })}>{t("showFile")}</TextLink>
      </p>
    );
  }
  return <Lines {...props} />;
}

async function Lines({ repo, file, sides, options: { isSplit } }: Props) {
  const t = await getTranslations("commits");
  const { hunks, isCut } = diffHunksOf(file.hunks, MAX_LINES_ALONE);
  const { path, additions, deletions, isTruncated } = file;
  const hasGaps = file.change !== "type_changed";
  const gaps = hasGaps ? gapsOf(file.hunks.slice(0, hunks.length), { isCut: isTruncated || isCut }) : [];
  const at = { at: addressOf(repo), revision: sides.head, path };
  return (
    <>
      {hunks.length > 0 ? (
        <DiffView
          {...{ path, added: additions, removed: deletions, hunks, isSplit }}
          gaps={gaps.map((gap, index) =>
            gap ? <ChangeGap key={gap.from} {...{ file: at, gap, isSplit }} header={hunks[index]?.header} /> : null,
          )}
        />
      ) : null}
      {isTruncated || isCut ? <p className="text-small text-text-muted">{t("cut")}</p> : null}
      {hunks.length === 0 && !isTruncated ? <p className="text-small text-text-muted">{t("sameContent")}</p> : null}
    </>
  );
}
