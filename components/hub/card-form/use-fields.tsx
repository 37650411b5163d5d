import { useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/disclosure";
import { Field } from "@/components/ui/field";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";
import { examplesIn } from "./card-values";
import type { FormPart } from "./form-part";

/** Whether one may try the model on its page, and with which texts. */
export function UseFields(part: FormPart) {
  const t = useTranslations("cardForm");
  const examples = examplesIn(part.card);
  const isOn = part.card.inference !== false;
  const write = (text: string) =>
    part.onChange("widget", text === "" ? null : text.split("\n").map((line) => ({ text: line })));
  return (
    <Disclosure title={t("use")}>
      <div className="grid gap-4">
        <div className="flex items-center justify-between gap-4">
          <label htmlFor="card-inference" className="text-small font-medium">
            {t("inference")}
          </label>
          <Switch
            id="card-inference"
            checked={isOn}
            onCheckedChange={(checked) => part.onChange("inference", checked ? null : false)}
          />
        </div>
        <Field id="card-widget" label={t("widget")} help={t("widgetHelp")}>
          {examples === null ? (
            <p className="text-caption text-text-muted">{t("inText")}</p>
          ) : (
            <Textarea
              id="card-widget"
              rows={3}
              aria-describedby="card-widget-help"
              value={examples.join("\n")}
              onChange={(event) => write(event.target.value)}
            />
          )}
        </Field>
      </div>
    </Disclosure>
  );
}
