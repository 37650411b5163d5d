import { useTranslations } from "next-intl";
import type { Visibility } from "@/server/access/contract";

/** Written out, so that the page need not bring what checks inputs. */
const VISIBILITIES = ["public", "internal", "private"] as const satisfies readonly Visibility[];

/** Who sees a repository, as choices with an explanation. */
export function useVisibilityOptions() {
  const t = useTranslations("repoVisibility");
  return VISIBILITIES.map((value) => ({ value, label: t(value), help: t(`${value}Help`) }));
}
