import { getTranslations } from "next-intl/server";
import { FormSection } from "@/components/patterns/form-section";
import type { ResourceGroup } from "@/server/identity/contract/resource-group";
import { EditPart } from "../parts/edit-part";
import { DeleteGroup } from "./delete-group";

interface Props {
  organization: string;
  group: ResourceGroup;
  /** The viewer leads the organisation. */
  isLed: boolean;
}

/** For administrators of the group its name and words; its end for those who lead the organisation. */
export async function GroupSettings({ organization, group, isLed }: Props) {
  const t = await getTranslations("groups");
  return (
    <>
      <FormSection title={t("edit")} description={t("editText")}>
        <EditPart key={group.name} kind="groups" organization={organization} facts={group} />
      </FormSection>
      {isLed ? (
        <FormSection title={t("delete")} description={t("deleteText")}>
          <DeleteGroup organization={organization} group={group.name} resourceCount={group.resourceCount} />
        </FormSection>
      ) : null}
    </>
  );
}
