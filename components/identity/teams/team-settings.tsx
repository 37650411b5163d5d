import { getTranslations } from "next-intl/server";
import { FormSection } from "@/components/patterns/form-section";
import type { Team } from "@/server/identity/contract/team";
import { EditPart } from "../parts/edit-part";
import { DeleteTeam } from "./delete-team";

interface Props {
  organization: string;
  team: Team;
  /** The viewer leads the organisation. */
  isLed: boolean;
}

/** For maintainers its name and words; its end for those who lead the organisation. */
export async function TeamSettings({ organization, team, isLed }: Props) {
  const t = await getTranslations("teams");
  return (
    <>
      <FormSection title={t("edit")} description={t("editText")}>
        <EditPart key={team.name} kind="teams" organization={organization} facts={team} />
      </FormSection>
      {isLed ? (
        <FormSection title={t("delete")} description={t("deleteText")}>
          <DeleteTeam organization={organization} team={team.name} />
        </FormSection>
      ) : null}
    </>
  );
}
