import { Download } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { z } from "zod";
import { EmptyState } from "@/components/patterns/empty-state";
import { Markdown } from "@/components/patterns/markdown";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { cn } from "@/components/ui/cn";
import type { FileView as File } from "@/server/hub/contract/content";
import type { Repo } from "@/server/hub/contract/repo";
import { addressesIn } from "./card-addresses";
import { FileLines } from "./file-lines";
import { withoutFrontMatter } from "./front-matter";
import { fileHref, hrefOf } from "./href";
import { isPicture } from "./is-picture";
import { RawPicture } from "./raw-picture";
import { isTable, textTableOf } from "./text-table";
import { TextTableView } from "./text-table-view";

interface Props {
  repo: Repo;
  file: z.infer<typeof File>;
  /** Markdown as it is written. */
  isPlain: boolean;
  pictures: Parameters<typeof addressesIn>[0]["pictures"];
}

/** May hold script: shown by the origin for user content alone. */
const DRAWING = /\.svg$/i;
const MARKDOWN = /\.(?:md|markdown)$/i;
const MAX_PICTURE_BYTES = 50_000_000;

/** A file as people read it; what cannot be shown says so and can be downloaded. */
export async function FileView({ repo, file, isPlain, pictures }: Props) {
  const t = await getTranslations("file");
  const { path, revision, commit, text } = file;
  if (isPicture(path) && file.size <= MAX_PICTURE_BYTES) {
    return <Picture src={fileHref(repo, commit, path)} path={path} />;
  }
  if (DRAWING.test(path) && !isPlain) {
    return (
      <>
        <Switch repo={repo} file={file} isPlain={false} />
        <Picture src={file.rawUrl} path={path} />
      </>
    );
  }
  if (text === null) return <NotShown file={file} title={t("binary")} />;
  if (file.size === 0) return <p className="text-small text-text-muted p-6">{t("empty")}</p>;
  const isMarkdown = MARKDOWN.test(path);
  const table = isTable(path) && !isPlain ? textTableOf({ path, text, isTruncated: file.isTruncated }) : null;
  if (table) {
    return (
      <>
        <Switch {...{ repo, file, isPlain }} />
        <TextTableView {...{ path, table }} />
      </>
    );
  }
  return (
    <>
      {file.isTruncated ? <Callout tone="info" isBanner title={t("truncated")} /> : null}
      {isMarkdown || DRAWING.test(path) || isTable(path) ? <Switch repo={repo} file={file} isPlain={isPlain} /> : null}
      {isMarkdown && !isPlain ? (
        <div className="p-4 sm:p-6">
          <Markdown
            source={withoutFrontMatter(text)}
            addresses={addressesIn({ repo, revision, path, ...(pictures && { pictures }) })}
          />
        </div>
      ) : (
        <FileLines path={path} text={text} permalink={hrefOf(repo, "blob", commit, path)} />
      )}
    </>
  );
}

const Picture = ({ src, path }: { src: string; path: string }) => (
  <div className="hatch flex justify-center p-6">
    <RawPicture src={src} alt={path} className="max-w-full" />
  </div>
);

async function NotShown({ file, title }: { file: Props["file"]; title: string }) {
  const t = await getTranslations("file");
  return (
    <EmptyState
      title={title}
      action={
        <Button asChild>
          <a href={file.downloadUrl}>
            <Download aria-hidden />
            {t("download")}
          </a>
        </Button>
      }
    >
      {t("binaryText")}
    </EmptyState>
  );
}

async function Switch({ repo, file, isPlain }: Omit<Props, "pictures">) {
  const t = await getTranslations("file");
  const here = hrefOf(repo, "blob", file.revision, file.path);
  return (
    <nav aria-label={t("view")} className="flex gap-1 border-b px-2 py-1.5">
      <View href={here} isCurrent={!isPlain}>
        {t(isTable(file.path) ? "table" : "preview")}
      </View>
      <View href={`${here}?plain=1`} isCurrent={isPlain}>
        {t(isTable(file.path) ? "text" : "source")}
      </View>
    </nav>
  );
}

const View = ({ href, isCurrent, children }: { href: string; isCurrent: boolean; children: ReactNode }) => (
  <Link
    href={href}
    aria-current={isCurrent ? "true" : undefined}
    className={cn(
      "rounded-control text-caption hover:bg-hover px-2.5 py-1",
      isCurrent ? "bg-hover font-medium" : "text-text-muted",
    )}
  >
    {children}
  </Link>
);
