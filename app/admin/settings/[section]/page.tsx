import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { FormSection } from "@/components/patterns/form-section";
import { SettingsForm, type SettingsPart } from "@/components/settings/settings-form";
import { Words } from "@/components/shell/words";
import { orForbidden } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { SignUpMode } from "@/server/settings/contract";

interface Props {
  params: Promise<{ section: string }>;
}

const PARTS: ReadonlySet<string> = new Set<SettingsPart>(["general", "security", "uploads", "money"]);
const isPart = (section: string): section is SettingsPart => PARTS.has(section);

const partOf = async ({ params }: Props): Promise<SettingsPart> => {
  const { section } = await params;
  return isPart(section) ? section : notFound();
};

export async function generateMetadata(props: Props) {
  const [t, part] = await Promise.all([getTranslations("adminSettings"), partOf(props)]);
  return { title: `${t(part)} · ${t("title")}` };
}

export default async function SettingsPartPage(props: Props) {
  const part = await partOf(props);
  const reading = Promise.all([api.settings.getSystemSettings({}), api.settings.getConfiguration({})]);
  const [t, [settings, { items }]] = await Promise.all([getTranslations("adminSettings"), orForbidden(reading)]);
  const atStart = items.find(({ name }) => name === "YARD_SIGN_UP")?.value;
  const signUpAtStart = SignUpMode.catch("open").parse(atStart);
  return (
    <FormSection title={t(part)} description={t(`${part}Text`)}>
      <Words namespaces={["adminSettingsForm"]}>
        <SettingsForm part={part} settings={settings} signUpAtStart={signUpAtStart} />
      </Words>
    </FormSection>
  );
}
