import { getTranslations } from "next-intl/server";
import { listAddress } from "@/components/patterns/list-address";
import { Pagination } from "@/components/ui/pagination";

interface Props {
  path: string;
  /** The cursors of all lists of the page, by their names. */
  cursors: Readonly<Record<string, string | undefined>>;
  /** The list that this belongs to. */
  name: string;
  nextCursor: string | null;
  count: number;
}

/** On to the next rows of one of several lists of a page, and back to its first; the other lists stay where they are. */
export async function MoreRows({ path, cursors, name, nextCursor, count }: Props) {
  const isFirst = cursors[name] === undefined;
  if (isFirst && nextCursor === null) return null;
  const t = await getTranslations("pageLinks");
  return (
    <Pagination
      className="border-t px-4 py-2"
      labels={{ pages: t("pages"), previous: t("first"), next: t("next") }}
      summary={t("shown", { count })}
      {...(isFirst ? {} : { previousHref: listAddress(path, { ...cursors, [name]: undefined }) })}
      {...(nextCursor === null ? {} : { nextHref: listAddress(path, { ...cursors, [name]: nextCursor }) })}
    />
  );
}
