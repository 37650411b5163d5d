"use client";

import { ImageUp, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ChangeEvent, useId, useState } from "react";
import { useChanged } from "@/components/data/use-changed";
import { Avatar } from "@/components/ui/avatar";
import { Button, buttonVariants } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { useUiMessages } from "@/components/ui/ui-messages";
import { useRefusalText } from "./refusal-text";

interface Props {
  name: string;
  /** The picture there is now. */
  src: string | null;
  shape?: "person" | "organisation";
  /** Takes the bytes of the picture by PUT. */
  uploadTo: string;
  isRemoving: boolean;
  onRemove: () => void;
}

interface Chosen {
  readonly file: File;
  readonly url: string;
}

const ACCEPTED = "image/png,image/jpeg,image/gif,image/webp,image/avif";

/** A picture, shown before it is saved. Words: `profileForm` and `refusals`. */
export function AvatarField({ name, src, shape = "person", uploadTo, isRemoving, onRemove }: Props) {
  const t = useTranslations("profileForm");
  const id = useId();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const show = (next: Chosen | null) => {
    if (chosen) URL.revokeObjectURL(chosen.url);
    setChosen(next);
  };
  const { isSaving, error, save } = usePicture(uploadTo, () => show(null));
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? [];
    show(file ? { file, url: URL.createObjectURL(file) } : null);
    event.target.value = "";
  };

  return (
    <div className="flex flex-wrap items-center gap-4">
      <Avatar name={name} src={chosen?.url ?? src} shape={shape} size="xl" />
      <div className="grid gap-2">
        <div className="flex flex-wrap gap-2">
          <label htmlFor={id} className={cn(buttonVariants(), "focus-within:outline-accent focus-within:outline-2")}>
            <ImageUp aria-hidden />
            {t(src || chosen ? "otherPicture" : "choosePicture")}
            <input id={id} type="file" accept={ACCEPTED} className="sr-only" onChange={choose} />
          </label>
          {chosen ? (
            <>
              <Button variant="primary" busy={isSaving} onClick={() => void save(chosen.file)}>
                {t("savePicture")}
              </Button>
              <Button variant="ghost" onClick={() => show(null)}>
                {t("cancel")}
              </Button>
            </>
          ) : null}
          {src && !chosen ? (
            <Button variant="ghost" busy={isRemoving} onClick={onRemove}>
              <Trash2 aria-hidden />
              {t("removePicture")}
            </Button>
          ) : null}
        </div>
        <p role={error ? "alert" : undefined} className={cn("text-caption", error ? "text-danger" : "text-text-muted")}>
          {error ?? t("pictureHelp")}
        </p>
      </div>
    </div>
  );
}

/** Sends the bytes; the server makes a small square of them. */
function usePicture(uploadTo: string, onSaved: () => void) {
  const t = useTranslations("profileForm");
  const { unreachable } = useUiMessages();
  const tell = useRefusalText();
  const changed = useChanged();
  const [isSaving, setIsSaving] = useState(false);
  const [error, setError] = useState<string>();

  const save = async (file: File) => {
    setIsSaving(true);
    setError(undefined);
    const headers = { "content-type": file.type };
    const answer = await fetch(uploadTo, { method: "PUT", headers, body: file }).catch(() => null);
    setIsSaving(false);
    if (answer?.ok) {
      onSaved();
      return changed(t("pictureSaved"));
    }
    const problem = await answer?.json().catch(() => null);
    setError(problem ? tell({ message: problem.detail, code: problem.code }) : unreachable);
  };
  return { isSaving, error, save };
}
