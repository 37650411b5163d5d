import { useTranslations } from "next-intl";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Slider } from "@/components/ui/slider";
import { Textarea } from "@/components/ui/textarea";
import { type ChatSettings, DEFAULT_SETTINGS, isSeed } from "./chat-settings";

interface Props {
  settings: ChatSettings;
  onChange: (settings: ChatSettings) => void;
}

const SLIDERS = [
  { name: "temperature", min: 0, max: 2, step: 0.1 },
  { name: "topP", min: 0.05, max: 1, step: 0.05 },
  { name: "maxTokens", min: 16, max: 4_096, step: 16 },
] as const;

/** How the next answers are made. */
export function ChatSettingsForm({ settings, onChange }: Props) {
  const t = useTranslations("playground");
  const id = useId();
  const set = (change: Partial<ChatSettings>) => onChange({ ...settings, ...change });
  const { system, seed, stop } = settings;
  return (
    <div className="grid gap-5">
      <Field id={`${id}-system`} label={t("system")} help={t("systemHelp")}>
        <Textarea
          id={`${id}-system`}
          aria-describedby={`${id}-system-help`}
          rows={4}
          value={system}
          onChange={(event) => set({ system: event.target.value })}
        />
      </Field>
      {SLIDERS.map(({ name, ...range }) => (
        <Field key={name} id={`${id}-${name}`} label={t(name)} help={t(`${name}Help`)}>
          <Slider
            key={`${name}-${settings === DEFAULT_SETTINGS}`}
            label={t(name)}
            defaultValue={settings[name]}
            onValueChange={([value]) => set({ [name]: value })}
            {...range}
          />
        </Field>
      ))}
      <Field id={`${id}-seed`} label={t("seed")} help={t("seedHelp")} error={isSeed(seed) ? undefined : t("seedError")}>
        <Input
          id={`${id}-seed`}
          inputMode="numeric"
          aria-describedby={`${id}-seed-help`}
          aria-invalid={!isSeed(seed) || undefined}
          value={seed}
          onChange={(event) => set({ seed: event.target.value })}
        />
      </Field>
      <Field id={`${id}-stop`} label={t("stopAt")} help={t("stopAtHelp")}>
        <Textarea
          id={`${id}-stop`}
          aria-describedby={`${id}-stop-help`}
          rows={2}
          value={stop}
          onChange={(event) => set({ stop: event.target.value })}
        />
      </Field>
      <Button className="justify-self-start" onClick={() => onChange(DEFAULT_SETTINGS)}>
        {t("reset")}
      </Button>
    </div>
  );
}
