import { useTranslations } from "next-intl";

/** In the order of every form and filter; written out, so that the page need not bring what checks inputs. */
export const VISIBILITIES = ["private", "internal", "public"] as const;

/** Who sees a repository, as choices with an explanation. */
export function useVisibilityOptions() {
  const t = useTranslations("repoVisibility");
  return VISIBILITIES.map((value) => ({ value, label: t(value), help: t(`${value}Help`) }));
}
