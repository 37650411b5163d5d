import { Check } from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { PullFiles } from "@/server/discussions/contract";

interface Props {
  files: PullFiles["files"];
  viewed: ReadonlySet<string>;
}

export const fileAnchor = (index: number): string => `file-${index + 1}`;

/** The changed files beside their diffs, where there is room. */
export async function ReviewJumps({ files, viewed }: Props) {
  const t = await getTranslations("discussions");
  return (
    <nav
      aria-label={t("fileList")}
      className="scroll-thin sticky top-20 hidden max-h-screen w-56 shrink-0 self-start overflow-y-auto xl:block"
    >
      <ul className="grid grid-cols-1 gap-0.5">
        {files.map(({ path }, index) => (
          <li key={path}>
            <a
              href={`#${fileAnchor(index)}`}
              title={path}
              className="rounded-control text-small hover:bg-hover flex min-w-0 items-center gap-2 px-2 py-1"
            >
              <span className="grid min-w-0 flex-1">
                <span className="truncate">{path.slice(path.lastIndexOf("/") + 1)}</span>
                {path.includes("/") ? (
                  <span className="text-caption text-text-muted truncate">{path.slice(0, path.lastIndexOf("/"))}</span>
                ) : null}
              </span>
              {viewed.has(path) ? (
                <Check role="img" aria-label={t("viewed")} className="text-success size-4 shrink-0" />
              ) : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
