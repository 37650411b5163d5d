import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { ChoiceField } from "@/components/ui/choice-field";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { KnownRelease, ReleaseDraft } from "./release-draft";

interface Values {
  values: ReleaseDraft;
  set: (change: Partial<ReleaseDraft>) => void;
}

interface TagProps extends Values {
  isTagFixed: boolean;
  /** Where the tag is made; `null` for a release whose tag is there. */
  revision: string | null;
  isKnown: boolean;
  onRevision: (revision: string) => void;
}

export function TagFields({ values, set, isTagFixed, revision, isKnown, onRevision }: TagProps) {
  const t = useTranslations("releases");
  return (
    <div className="flex flex-wrap gap-4">
      <Field id="release-tag" label={t("tag")} className="min-w-0 flex-1 basis-48">
        <Input
          id="release-tag"
          value={values.tag}
          disabled={isTagFixed}
          required
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
          onChange={(event) => set({ tag: event.target.value })}
        />
      </Field>
      {revision !== null ? (
        <Field
          id="release-from"
          label={t("from")}
          help={t(isKnown ? "fromHelpDraft" : "fromHelp")}
          className="min-w-0 flex-1 basis-48"
        >
          <Input
            id="release-from"
            aria-describedby="release-from-help"
            value={revision}
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
            onChange={(event) => onRevision(event.target.value)}
          />
        </Field>
      ) : null}
    </div>
  );
}

/** A title, and notes in Markdown. */
export function TextFields({ values, set }: Values) {
  const t = useTranslations("releases");
  return (
    <>
      <Field id="release-title" label={t("name")}>
        <Input
          id="release-title"
          value={values.title}
          required
          maxLength={200}
          onChange={(event) => set({ title: event.target.value })}
        />
      </Field>
      <Field id="release-notes" label={t("notes")} help={t("notesHelp")}>
        <Textarea
          id="release-notes"
          aria-describedby="release-notes-help"
          rows={12}
          value={values.notes}
          onChange={(event) => set({ notes: event.target.value })}
        />
      </Field>
    </>
  );
}

interface StateProps extends Values {
  known: KnownRelease | undefined;
}

export function StateFields({ values, set, known }: StateProps) {
  const t = useTranslations("releases");
  return (
    <>
      <ChoiceField id="release-pre" label={t("prerelease")} help={t("prereleaseHelp")}>
        <Checkbox
          id="release-pre"
          checked={values.isPrerelease}
          onCheckedChange={(checked) => set({ isPrerelease: checked === true })}
        />
      </ChoiceField>
      <ChoiceField id="release-draft" label={t("draft")} help={t(known?.isDraft ? "draftNow" : "draftHelp")}>
        <Checkbox
          id="release-draft"
          checked={values.isDraft}
          onCheckedChange={(checked) => set({ isDraft: checked === true })}
        />
      </ChoiceField>
    </>
  );
}
