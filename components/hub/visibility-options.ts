import { useTranslations } from "next-intl";
import { VISIBILITIES } from "@/server/access/contract";

/** Who sees a repository, as choices with an explanation. */
export function useVisibilityOptions() {
  const t = useTranslations("repoVisibility");
  return VISIBILITIES.map((value) => ({ value, label: t(value), help: t(`${value}Help`) }));
}
